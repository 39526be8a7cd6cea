/** It follows the prompt of the first writing, so that the beginning of the prompt stays the same. */
export const repairPrompt = `The block <rejected> holds messages that you wrote and that the quality check has stopped, each with its problems: "excerpt" quotes the words at fault, "problem" says what is wrong, which figures are known and what would pass. Write exactly these channels once more: solve every problem, keep what was good, and add nothing that is not in <facts>. If a claim does not follow from the facts, leave it out.

This time the answer is JSON with "channels" alone; it holds exactly the channels of the schema, each with "title" and "message".`;
