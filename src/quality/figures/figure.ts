import type { Span } from '../text/overwrite.ts';

/** What a number counts. A number follows only from one of its kind. */
export const figureKinds = ['money', 'percentage', 'duration', 'date', 'number'] as const;
export type FigureKind = (typeof figureKinds)[number];

/** One way to read a figure, in the form in which figures are compared: equal keys mean the same. */
export interface Reading {
  kind: FigureKind;
  key: string;
}

/** Something with a number in it that a text says. It is true if one of its readings is. */
export interface Figure extends Span {
  kind: FigureKind;
  readings: readonly Reading[];
  /** Only a way to speak, such as "one thing" or "the first": it needs nothing to follow from. */
  isManner?: boolean;
}
