import { z } from 'zod';

/** Where a message breaks a rule of the quality gate. An error stops the message, a warning is reported. */
export const violationSchema = z
  .object({
    rule: z.string(),
    severity: z.enum(['error', 'warning']),
    field: z.enum(['title', 'message']),
    /** The words that break the rule, at most 80 code points; empty where it is about the whole text. */
    excerpt: z.string(),
    /** What is wrong, without a word of the text. */
    message: z.string(),
  })
  .meta({ id: 'Violation' });
export type Violation = z.infer<typeof violationSchema>;
