import type { Pattern } from '../text/pattern.ts';

const message = 'a template tag that was never filled in: write the value, or leave it out';

const nameOfField =
  '(?:first|last|full|middle|given|family|sur|nick|user|company|business|lead|customer|client|contact|prospect|recipient|sender|product)[ _]?name';

/** Tags of template languages, mail merge and e-mail tools. */
export const templateTags: readonly Pattern[] = [
  // {{name}}, {{{name}}}, {% if x %}, {# note #}, <%= name %>, ${name}, #{name}, %{name}, %(name)s
  /\{{2,3}[^{}]{0,120}\}{2,3}/g,
  /\{[%#][^{}]{0,120}[%#]\}/g,
  /<%[^<>]{0,120}%>/g,
  /[$#%@]\{[^{}\n]{1,80}\}/g,
  /%\([^()\n]{1,40}\)[sd]/g,
  // {First Name}, {0}, {}, {Hi|Hello}
  /\{(?:[^{}"\n]{0,80}[\p{L}\p{N}_][^{}"\n]{0,80})?\}/gu,
  // *|FNAME|*, %%name%%, %NAME%, %name, %s, @@name@@, ##name##, «First_Name», «Nombre», <<First Name>>
  /\*\|[^|\n]{1,60}\|\*/g,
  /%%[^%\n]{1,60}%%/g,
  /(?<![\p{N}\p{L}/%])%\p{L}[\p{L}\p{N}_.-]{1,40}%/gu,
  /(?<![\p{N}%]|\p{N}\s)%[sd](?![\p{L}\p{N}%])/gu,
  /@@[\p{L}_][\p{L}\p{N}_.-]{0,40}@@/gu,
  /##[\p{L}_][\p{L}\p{N}_.-]{0,40}##/gu,
  /«\p{L}{1,30}(?:_\p{L}{1,30}){1,4}»/gu,
  /(?:«|<<)[ \u00a0\u202f]?(?:(?:first|last|full) )?(?:name|nombre|nome|nom|prénom|vorname|nachname|company|empresa|firma)[ \u00a0\u202f]?(?:»|>>)/giu,
  // __NAME__, "Hi ____,", a line of nothing but underscores being a rule, no gap
  /(?<![\p{L}\p{N}_])__\p{L}[\p{L}\p{N} _]{0,40}__(?![\p{L}\p{N}_])/gu,
  /(?<=[^\s_][ \t]?)_{3,}|(?<!_)_{3,}(?=[ \t]?[^\s_])/g,
  // $FIRST_NAME, $firstName, $name, but neither $5,000 nor $AAPL
  /\$\p{L}{1,30}(?:_\p{L}{1,30}){1,4}(?![\p{L}\p{N}])/gu,
  /\$\p{Ll}{1,30}\p{Lu}\p{L}{1,30}/gu,
  /\$(?:name|fname|lname|company|email|phone|date|title|city|product|price|amount|link|nombre|empresa|nome|nom|firma|vorname)(?![\p{L}\p{N}])/giu,
  // @name, but no @handle
  /(?<!\S)@(?:name|first_?name|nombre|nome|vorname)(?![\p{L}\p{N}_.])/giu,
  // :first_name:, FIRST_NAME, first_name, FirstName
  new RegExp(`:${nameOfField}:`, 'gi'),
  new RegExp(`(?<![\\p{L}\\p{N}_])${nameOfField.replace('[ _]?', '_')}(?![\\p{L}\\p{N}_])`, 'giu'),
  /(?<![\p{L}\p{N}_])(?:[Ff]irst|[Ll]ast|[Ff]ull|[Cc]ompany|[Ll]ead|[Cc]ustomer|[Cc]lient|[Cc]ontact|[Rr]ecipient|[Ss]ender)Name(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])(?:FIRST|LAST|FULL|COMPANY|LEAD|CUSTOMER|CLIENT)[ ]?NAME(?![\p{L}\p{N}_])/gu,
].map((pattern) => ({ pattern, message }));
