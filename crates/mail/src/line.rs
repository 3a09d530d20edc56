//! To and from the mail servers.
