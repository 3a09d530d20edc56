import { type English, en } from './en';
import { fr } from './fr';
import type { Message, Rest } from './types';

/** The languages of the screen (R90). */
export type Language = 'en' | 'fr';

/** Every key, written `feature.name`. */
export type Key = {
  [F in keyof English & string]: `${F}.${keyof English[F] & string}`;
}[keyof English & string];

type MessageOf<K extends Key> = K extends `${infer F}.${infer N}`
  ? F extends keyof English
    ? N extends keyof English[F]
      ? English[F][N]
      : never
    : never
  : never;

/** Gives the words of a key; what the message needs is asked for by the compiler. */
export type Translate = <K extends Key>(key: K, ...rest: Rest<MessageOf<K>>) => string;

const flatten = (dictionaries: Record<string, Readonly<Record<string, Message>>>) =>
  new Map(
    Object.entries(dictionaries).flatMap(([feature, messages]) =>
      Object.entries(messages).map(([name, message]): [string, Message] => [`${feature}.${name}`, message]),
    ),
  );

const dictionaries: Record<Language, Map<string, Message>> = { en: flatten(en), fr: flatten(fr) };

/** The locale that numbers, dates and sorting follow. Lobby writes the day before the month in both. */
export const localeOf = (language: Language): string => (language === 'fr' ? 'fr-CA' : 'en-GB');

/** The translator of one language. */
export function translator(language: Language): Translate {
  const messages = dictionaries[language];
  const plural = new Intl.PluralRules(localeOf(language));
  const number = new Intl.NumberFormat(localeOf(language));
  return (key, ...rest) => {
    const message = messages.get(key);
    // The type of `key` makes this unreachable; a key shown as it is would still be findable.
    if (message === undefined) return key;
    const parameters: Record<string, string | number> = rest[0] ?? {};
    const words = typeof message === 'string' ? message : form(message, plural, parameters.count);
    return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = parameters[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number.format(value) : value;
    });
  };
}

function form(
  message: Exclude<Message, string>,
  plural: Intl.PluralRules,
  count: string | number | undefined,
) {
  const chosen = plural.select(Number(count ?? 0));
  if (chosen === 'one') return message.one;
  if (chosen === 'many') return message.many ?? message.other;
  return message.other;
}
