/** Comes after the prompt of the first version, so that the beginning of the prompt stays the same and is cached. */
export const repairPrompt = [
  // The model wrote the messages, but has not seen the problems yet.
  'The block <rejected> holds messages that you wrote and that were stopped, each with its "problems": "excerpt" quotes the words at fault, "problem" says what is wrong, what is known and what would pass. Write exactly these channels once more.',
  // The problem states what is known, so the model need not guess.
  '- Where a problem names what is known or what would pass, use that, or leave the words out.',
  // Models replaced "20% off" by "a special discount", which makes the same claim without a number.
  '- Where a claim has no source, drop it: take out the sentence and what leans on it. Never blur it. "A special discount" for "20% off", "soon" for "by Friday", "leading companies" for "Siemens", "as we talked about" for "as we discussed yesterday" are worse than the first version.',
  // Repairs of one problem have caused others.
  '- Solve every problem, keep the rest word for word, and add nothing that is not in <facts>. A message that has become shorter is good.',
  '',
  // The answer has another form than in the task above.
  'This time the answer is JSON with "channels" alone; it holds exactly the channels of the schema, each with "title" and "message".',
].join('\n');
