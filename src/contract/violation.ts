import { z } from 'zod';

/** A rule of the quality gate that a message breaks. An error rejects the message, a warning is only reported. */
export const violationSchema = z
  .object({
    rule: z.string(),
    severity: z.enum(['error', 'warning']),
    field: z.enum(['title', 'message']),
    /** The words that break the rule, at most 80 code points. Empty if the violation concerns the whole text. */
    excerpt: z.string(),
    /** What is wrong. Never quotes the text. */
    message: z.string(),
  })
  .meta({ id: 'Violation' });
export type Violation = z.infer<typeof violationSchema>;
