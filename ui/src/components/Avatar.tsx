import styles from './Avatar.module.css';

interface AvatarProps {
  name: string;
  size?: 'small' | 'medium' | 'large';
}

const HUES = 6;

/** The first letters of the first and the last name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  const letter = (word: string | undefined) => word?.match(/\p{L}|\p{N}/u)?.[0] ?? '';
  return (letter(first) + letter(last)).toLocaleUpperCase();
}

/** The same colour for the same name, on every screen and every day. */
export function hueOf(name: string): number {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % HUES;
}

/** A person as a round of initials. The name stands beside it, so screen readers pass it over. */
export function Avatar({ name, size = 'small' }: AvatarProps) {
  return (
    <span aria-hidden className={styles.avatar} data-size={size} data-hue={hueOf(name)}>
      {initials(name)}
    </span>
  );
}
