/** A message with a number in it: `Intl.PluralRules` chooses the form, `{count}` is always given. */
export interface Plural {
  readonly one: string;
  readonly many?: string;
  readonly other: string;
}

/** One message: plain words with `{names}` in them, or a plural. */
export type Message = string | Plural;

/** The messages of one feature in English, which is where the keys come from. */
export type Dictionary = Readonly<Record<string, Message>>;

/** The same messages in another language: a missing, extra or differently shaped one does not compile. */
export type Translation<D extends Dictionary> = {
  readonly [K in keyof D]: D[K] extends string ? string : Plural;
};

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

type ParameterNames<M> = M extends string
  ? Names<M>
  : M extends Plural
    ? 'count' | Names<M['one']> | Names<M['other']>
    : never;

/** What a message has to be given: `count` is a number, everything else words or a number. */
export type Parameters<M> = {
  readonly [P in ParameterNames<M>]: P extends 'count' ? number : string | number;
};

/** The arguments after the key: none for a message without parameters. */
export type Rest<M> = [ParameterNames<M>] extends [never] ? [] : [parameters: Parameters<M>];
