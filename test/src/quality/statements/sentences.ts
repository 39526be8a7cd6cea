/** What messages say, and whether it may stand in one to a lead of whom the facts of `claims-in-words.test.ts` are known. */
export interface Sentences {
  attachment: { good: string[]; bad: string[] };
  /** `known`: right with a conversation yesterday, wrong without one, and wrong with one two months ago. */
  history: { good: string[]; bad: string[]; known: string[] };
  offer: { good: string[]; bad: string[] };
  reference: { good: string[]; bad: string[] };
  /** The lead's budget is 30,000 dollars. */
  budget: { good: string[]; bad: string[] };
  internal: { good: string[]; bad: string[] };
  /** The lead's number is +49 151 12345678, the address jane@acme.example. */
  contact: { good: string[]; bad: string[] };
}
