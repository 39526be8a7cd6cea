/** The sign-in page. Contains no data of the request. */
export function signInPage(error?: string): string {
  const alert = error ? `<p class="error" id="error" role="alert">${error}</p>` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Sign in to the queues · lead-followup</title>
<link rel="stylesheet" href="/ops/sign-in.css">
</head>
<body>
<main>
<h1>Queues</h1>
<p>For the operator of this installation.</p>
<form method="post" action="/ops/sign-in">
<label for="key">Operator key</label>
<input id="key" name="key" type="password" autocomplete="current-password" required autofocus${error ? ' aria-invalid="true" aria-describedby="error"' : ''}>
${alert}
<p class="help">The value of <code>ADMIN_KEY</code>. <code>npm start</code> prints the key that it has created.</p>
<button type="submit">Sign in</button>
</form>
</main>
</body>
</html>
`;
}

export const signInStyle = `:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #12151a);
  --card: light-dark(#fff, #1b1f27);
  --line: light-dark(#c8ced8, #4a5262);
  --text: light-dark(#16191f, #eef0f4);
  --quiet: light-dark(#555e6e, #a9b2c1);
  --accent: light-dark(#2f4fd6, #9db2ff);
  --on-accent: light-dark(#fff, #10142a);
  --error: light-dark(#b3261e, #ffb4ab);
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
  background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif;
}
main {
  width: min(24rem, 100%); padding: 2rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .75rem;
}
h1 { margin: 0; font-size: 1.25rem; }
h1 + p { margin: 0 0 1.5rem; color: var(--quiet); }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input {
  width: 100%; padding: .6rem .75rem; font: inherit; color: inherit; background: var(--ground);
  border: 1px solid var(--line); border-radius: .5rem;
}
input[aria-invalid] { border-color: var(--error); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.error { margin: .5rem 0 0; color: var(--error); }
.help { margin: .5rem 0 1.25rem; color: var(--quiet); font-size: .875rem; }
button {
  width: 100%; padding: .65rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--on-accent); background: var(--accent); border: 0; border-radius: .5rem;
}
`;
