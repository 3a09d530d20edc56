//! lobby-import
