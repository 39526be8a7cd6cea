/** The languages that a request is shown in. */
export const languages = [
  { id: 'curl', label: 'curl' },
  { id: 'javascript', label: 'JavaScript' },
  { id: 'typescript', label: 'TypeScript client' },
  { id: 'python', label: 'Python' },
  { id: 'php', label: 'PHP' },
  { id: 'go', label: 'Go' },
  { id: 'ruby', label: 'Ruby' },
  { id: 'java', label: 'Java' },
  { id: 'csharp', label: 'C#' },
] as const;
export type Language = (typeof languages)[number]['id'];
