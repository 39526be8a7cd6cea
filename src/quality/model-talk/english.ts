import { after, atStart, before, colonAtEnd, slipPatterns } from './slips.ts';

const text =
  '(?:e-?mail|message|draft|version|follow-up|notification|banner|subject line|whatsapp message|copy|text|json|translation)';
const kind =
  '(?:(?:the|a|an|your|my|this|one|possible|short|brief|quick|polite|friendly|professional|personali[sz]ed|revised|refined|improved|polished|final|updated|rewritten|requested|draft|sales|follow-up|whatsapp|e-?mail|first|second|two|three|possible|sample|concise|tailored|more \\p{L}{3,15}) ){0,5}';
const work =
  '(?:adjust|change|modify|tweak|refine|revise|rewrite|rephrase|shorten|lengthen|edit|make|personali[sz]e|customi[sz]e|adapt|soften)';
const own =
  '(?:(?:the|this|its|that) (?:tone|wording|style|length|draft|message|e-?mail|copy|text|version|subject line)|it (?:shorter|longer|further|more|less)|(?:this|it) further|anything in (?:this|the) (?:draft|message|e-?mail)|another version|a different (?:tone|version))';

/** What a model says of itself and of its work in English. */
export const english = slipPatterns({
  self: [
    `${before}as an? (?:ai|artificial intelligence)(?=,| (?:language )?model${after}| (?:i|we) (?:can|do|am|have|don't|cannot)${after}|$)(?: (?:language )?model)?`,
    `${before}as an? (?:ai|virtual|artificial intelligence) (?:assistant|chatbot|agent),? i${after}`,
    `${before}as an? (?:large )?language model${after}`,
    `${before}(?:i'm|i am) (?:just |only )?an? (?:ai|artificial intelligence|large language model|language model)(?:-powered)?(?=[,.;:!?)]|$| (?:and|so|that|who|which|trained|created|developed|designed|built|without|language model|model|assistant|chatbot)${after})`,
    `${before}my (?:knowledge cut-?off|training data|training cut-?off)${after}`,
    `${before}(?:i (?:don't|do not) have|without) (?:access to (?:real-time|the internet|current|external|personal)|personal (?:opinions|experiences|feelings|information about)|real-time (?:data|access|information))`,
  ],
  preamble: [
    `${atStart}(?:(?:sure|certainly|absolutely|of course|okay|ok|great|got it|understood|gladly|happy to help)[,.! ]{1,3})?(?:here's|here is|here are|below is|this is|find below) ${kind}${text}s?(?: (?:for|to|in|based|tailored|with|that|which|you)${after}[^\\n:]{0,80})?${colonAtEnd}`,
    `${atStart}(?:here's|here is|below is) ${kind}(?:draft|rewrite|version)(?=[.!]|$| (?:for|of) (?:the|an?|your) ${kind}${text}${after}| ${text}${after}| (?:that )?(?:you can|which)${after})`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}(?:sure|certainly)(?:!| ?,? here(?:'s| is| are) ${kind}${text})`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}(?:of course|absolutely|certainly|great|understood|got it|happy to help)[,.!]? {0,2}(?:here(?:'s| is| are) ${kind}${text}|i(?:'ll| will| have|'ve) (?:write|draft|written|drafted|crafted|created|prepared) ${kind}${text})${after}`,
    `${atStart}i(?:'ve| have) (?:crafted|composed|generated|rewritten|refined) ${kind}${text}${after}`,
    `${atStart}this (?:e-?mail|message|draft|version|copy|notification|banner) (?:is designed to|is crafted to|aims to|is written to|maintains|emphasi[sz]es|keeps the tone|follows the|incorporates|addresses the lead)`,
    `${atStart}this draft (?:is|was|keeps|uses|stays)${after}`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}here (?:you go|it is) ?[:!]\\s*\\n`,
    `${atStart}(?:draft|version|variant|(?:e-?mail |message |first |final |revised |refined |improved |updated |rewritten )(?:draft|version))(?: ?#?(?:\\d|[A-C]))?[*_]{0,2} ?:(?!\\d)`,
  ],
  refusal: [
    `${before}(?<!\\b(?:if|when|where|what|that|which) )i(?: cannot|'m unable to|am unable to| am unable to|'m not able to| am not able to| can't) (?:help|assist)(?: you)? with${after}`,
    `${before}i(?: cannot|'m unable to| am unable to|'m not able to| am not able to| can't| won't) (?:fulfil+|comply with|complete|generate|create|produce|write|provide) (?:this|that|your|the|such|an?) (?:request|content|message|e-?mail|draft|text|follow-up)`,
    `(?<![\\s\\S])[\\s"“*_]{0,6}(?:i'm sorry|i am sorry|sorry|i apologi[sz]e),? but (?:as an ai|i (?:can't|cannot|am unable|can not|'m unable|don't have (?:enough|the|any|access)))`,
  ],
  afterword: [
    `${before}i hope (?:that )?(?:this (?:draft|version|rewrite|follow-up message|template)|the draft) `,
    `${before}(?:let me know|tell me|just say|please say) (?:if|whether|how) (?:you'd|you would|you|i should|this)(?: (?:like|want|need|prefer|wish))?(?: for)?(?: me)?(?: to)? ${work} ${own}`,
    `${before}(?:would|do) you (?:like|want|prefer) (?:me )?to ${work} ${own}`,
    `${before}(?:if you'd like|if you would like|if you want),? i can (?:also )?${work} ${own}`,
    `${before}feel free to ${work} (?:and ${work} )?(?:(?:this|the) (?:draft|message|e-?mail|text|copy|template|wording|tone)|it (?:as needed|to)|as needed|any details)`,
    `${atStart}[\\[(]?(?:note|please note|important|reminder|disclaimer)[*_]{0,2} ?:[*_]{0,2} (?:please )?(?:replace|remember to (?:replace|fill|add|insert)|make sure to (?:replace|fill|add|insert)|fill in|customi[sz]e|personali[sz]e|adjust|insert|this (?:draft|message|e-?mail|version|text) (?:is|was|has|uses|assumes)|i(?:'ve| have) |i (?:used|kept|assumed|left|added|removed))`,
    `${before}(?:remember|be sure|make sure|don't forget) to (?:replace|fill in) (?:the )?(?:placeholders?|brackets?|bracketed|blanks)`,
    `${before}replace (?:the )?(?:placeholders?|bracketed|text in brackets|\\[)`,
    `^[ \\t(\\[*]{0,4}(?:word|character) count ?: ?\\d`,
    `^[ \\t]{0,4}[(\\[]\\d{1,4} (?:words|characters)[)\\]]`,
  ],
  instruction: [
    `(?<!${before}(?:your|our|a|an|every|each|one|custom|their|better) )${before}system prompt${after}`,
    `${before}(?:as )?(?:requested|instructed|specified|stated|required|described|mentioned|outlined) (?:in|by) (?:the|your|this|my) (?:prompt|instructions|system message|brief)${after}`,
    `${before}(?:according to|based on|per|following|as per) (?:the|your|my|these) (?:prompt|system message|(?:provided|given|supplied) (?:facts|context|json|lead data|strategy|information|details)|(?:facts|context|json|lead data|strategy) (?:provided|given|supplied|above|below))`,
    `${before}(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |my )?(?:previous|prior|above|earlier) (?:instructions|prompts?|messages)`,
    `${before}(?:according to|based on) the lead(?:'s)? (?:data|information|profile|record)${after}`,
    `${before}(?:the )?(?:facts|lead data) (?:do not|don't|does not|doesn't) (?:mention|include|contain|specify|say)`,
  ],
});
