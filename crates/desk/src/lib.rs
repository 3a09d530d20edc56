//! lobby-desk
