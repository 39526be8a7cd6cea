/** Stands behind the prompt of the first writing, so that its prefix stays the same. */
export const repairPrompt = `The block <rejected> holds messages that you wrote and that the quality check has stopped, each with its problems; "excerpt" quotes the words at fault. Write exactly these channels once more: mend every problem, keep what was good, and add nothing that <facts> does not hold. Where a claim cannot be made from the facts, leave it out.

This time the answer is JSON with "channels" alone; it holds exactly the channels of the schema, each with "title" and "message".`;
