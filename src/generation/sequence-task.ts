import type { Facts } from '../contract/facts.ts';

/**
 * Adds to a task what a step of a sequence needs.
 * @param writesFirst whether the task is that of the sales phase, which reports what the step uses up
 */
export function withSequence(
  task: string,
  { sequence }: Pick<Facts, 'sequence'>,
  writesFirst: boolean,
): string {
  if (!sequence) return task;
  const { step, of, earlier } = sequence;
  const lines = [
    '# This is a step of a sequence',
    `It is message ${step} of ${of} to this lead. "sequence" in <facts> holds the brief of this step and, in "earlier", what the lead has got from us, word for word, with a "ledger" of what each message used.`,
    ...(sequence.brief ? ['Do what "brief" says. What it states is true and may be said.'] : []),
    ...(earlier.length > 0
      ? [
          'Repeat nothing of "earlier": another angle, another opening, another question, another way to ask. Bring one fact from <facts> or one question that is new to the lead. A message that only checks in is stopped.',
          'You may refer to an earlier message in half a sentence, with its day if that helps.',
        ]
      : []),
    ...(step === of
      ? ['It is the last message: say so in passing, without reproach, and leave the door open.']
      : []),
    ...(writesFirst
      ? [
          'Return "ledger" too, in English: the "angle", the "proof" (empty if there is none), the "question", the "call_to_action" and the "opener" that the email uses, or the first of the messages without one. Later steps read it so that they use others.',
        ]
      : []),
  ];
  return [task, lines.join('\n')].join('\n\n');
}
