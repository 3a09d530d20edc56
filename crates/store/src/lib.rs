//! lobby-store
