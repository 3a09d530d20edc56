//! What the icon looks like: the program's own, with a dot where something is unread.

use tauri::{AppHandle, image::Image};

/// The dot, as the screen's counts: red, green, blue, and all of it.
const DOT: [u8; 4] = [0xc2, 0x41, 0x0c, 0xff];

/// The picture; `None` where the program was built without one.
pub(super) fn picture(app: &AppHandle, has_dot: bool) -> Option<Image<'static>> {
    let icon = app.default_window_icon()?;
    let (width, height) = (icon.width(), icon.height());
    let mut dots = icon.rgba().to_vec();
    if has_dot {
        draw(&mut dots, width, height);
    }
    Some(Image::new_owned(dots, width, height))
}

/// Draws the dot into the lower right corner.
fn draw(rgba: &mut [u8], width: u32, height: u32) {
    let radius = i64::from(width.min(height)) / 4;
    let middle = (i64::from(width) - radius - 1, i64::from(height) - radius - 1);
    let places = (0..i64::from(height)).flat_map(|y| (0..i64::from(width)).map(move |x| (x, y)));
    for (pixel, (x, y)) in rgba.chunks_exact_mut(4).zip(places) {
        let (right, down) = (x - middle.0, y - middle.1);
        if right * right + down * down <= radius * radius {
            pixel.copy_from_slice(&DOT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r72_the_dot_is_in_the_lower_right_corner_and_nowhere_else() {
        let mut rgba = vec![0; 32 * 32 * 4];
        draw(&mut rgba, 32, 32);
        let is_dot = |x: usize, y: usize| rgba[(y * 32 + x) * 4..][..4] == DOT;
        assert!(is_dot(23, 23));
        assert!(!is_dot(0, 0) && !is_dot(31, 31) && !is_dot(10, 23) && !is_dot(23, 10));
        let dots = rgba.chunks_exact(4).filter(|pixel| **pixel == DOT).count();
        assert_eq!(dots, 197, "a disc of radius 8");
    }
}
