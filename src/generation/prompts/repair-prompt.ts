/** It follows the prompt of the first writing, so that the beginning of the prompt stays the same. */
export const repairPrompt = [
  // The messages are its own, and it has not seen the problems yet.
  'The block <rejected> holds messages that you wrote and that were stopped, each with its "problems": "excerpt" quotes the words at fault, "problem" says what is wrong, what is known and what would pass. Write exactly these channels once more.',
  // What is known stands in the problem: the model need not guess.
  '- Where a problem names what is known or what would pass, use that, or leave the words out.',
  // "20% off" came back as "a special discount", which says the same and names no figure.
  '- Where a claim has no source, drop it: take out the sentence and what leans on it. Never blur it. "A special discount" for "20% off", "soon" for "by Friday", "leading companies" for "Siemens", "as we talked about" for "as we discussed yesterday" are worse than the first version.',
  // A repair of one thing has broken another.
  '- Solve every problem, keep the rest word for word, and add nothing that is not in <facts>. A message that has become shorter is good.',
  '',
  // The answer has another form than in the task above.
  'This time the answer is JSON with "channels" alone; it holds exactly the channels of the schema, each with "title" and "message".',
].join('\n');
