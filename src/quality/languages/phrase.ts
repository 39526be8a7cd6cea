/**
 * A word or phrase of a language, in the notation of the quality gate:
 *
 * - Write lower case. Case, accents, punctuation and the kind of space between words are ignored, so `per cent` also
 *   finds "Per-Cent". An apostrophe is part of its word: `i'll`, `d'ici`. It may be missing in the text.
 * - `(a|b)` matches a or b, `(a|)` matches a or nothing. Alternatives may have several words: `(here is|here are)`.
 *   Parentheses enclose whole words and cannot be nested.
 * - `*` at the end of a word matches any ending, including none: `minut*`. Use it for inflected languages instead of all
 *   forms.
 * - `…` matches up to six words in the same sentence.
 * - `#` matches a number in digits or in words.
 * - `^` at the beginning matches only at the start of a line.
 * - `:` at the end matches only before a colon.
 *
 * In scripts without spaces between words (Chinese, Japanese, Thai) and in Korean, each character counts as a word. A
 * phrase can match inside a longer run, and needs no spaces: `できません`, `안녕하세요`.
 */
export type Phrase = string;
