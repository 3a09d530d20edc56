//! The harness of the window tests.
