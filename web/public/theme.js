// Runs before the first paint, so that a remembered theme does not flash in after the other one.
try {
  const theme = localStorage.getItem('lead-followup.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing for this origin: the system's theme it is.
}
