//! From the bytes of one mail to what it is and what it says.
