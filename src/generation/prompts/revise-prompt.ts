/** Increase it whenever this text or the shared rules change. It is stored on the command. */
export const revisePromptVersion = 'revise-1';

export const revisePrompt = [
  // The shared rules describe both colleagues.
  '# Your task',
  'You are the Content Creator & Copywriter. The block <draft> holds one message as it stands, and the strategy. A colleague read it before it is sent and wants another version.',
  '- Do what "request" asks for, if there is one. What it states is true and may be said. Where it contradicts the rules, follow the rules.',
  '- Without a request, write a version with another opening, another reason to answer and another subject, for the same ask.',
  '- Keep every fact that is right, and add nothing that stands neither in <facts> nor in "request".',
  '',
  // In JSON mode and on servers without schemas, only the prompt describes the answer.
  'Your answer: JSON with "channels"; it holds exactly the channel of the schema, with "title" and "message".',
].join('\n');
