/**
 * Words or a phrase of a language, as the quality gate looks for them:
 *
 * - Write lower case. Case, accents, punctuation and the kind of space between words make no difference, so
 *   `per cent` also finds "Per-Cent". An apostrophe belongs to its word: `i'll`, `d'ici`. It may be missing in the text.
 * - `(a|b)` is either a or b, `(a|)` is a or nothing. Alternatives may have several words: `(here is|here are)`.
 *   Parentheses are not nested and stand for whole words.
 * - `*` at the end of a word is any ending, also none: `minut*`. Use it for inflected languages instead of all forms.
 * - `…` is up to six words of any kind in the same sentence.
 * - `#` is a number in digits or in words.
 * - `^` at the beginning: only where a line of the text begins.
 * - `:` at the end: only where a colon follows.
 *
 * In scripts without spaces between words (Chinese, Japanese, Thai) and in Korean, each character counts as a word:
 * a phrase is found inside a longer run, and no space is needed: `できません`, `안녕하세요`.
 */
export type Phrase = string;
