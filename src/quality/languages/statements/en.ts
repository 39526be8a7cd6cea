import type { Statements } from './statements.ts';

const document =
  '(proposal|quote|quotation|document|documents|pdf|file|files|deck|slides|brochure|presentation|contract|overview|offer|sheet|case study|report|invoice|agenda|summary|one pager|whitepaper|price list|pricing|details|screenshot|spreadsheet)';

export const en: Statements = {
  attached: [
    "(i've|i have|we've|we have|i'm|i am|we're|we are) (also|just|now|) (attached|attaching|enclosed|enclosing) (the|a|an|our|my|your|some|it|both|two|three|this|these|here|below|to this)",
    '(please|) (find|see|check|review|open|read) (the|) (attached|enclosed|attachment)',
    '(find|see|have) … attached',
    "^attached (is|are|you'll|you will|please|here|find|the|our|a)",
    `(the|our|my|your|a) attached … ${document}`,
    `${document} (is|are) (attached|enclosed)`,
    '(is|are) attached (to this|here|below)',
    '(in|see|as) (the|an) attachment',
    'attached to this (email|message|mail|note)',
  ],
  notAttached: ['strings attached', 'without (an|any|) attachment*', '(see|find|get|become) … attached to'],

  discussed: [
    'as (we|) (have|had|just|) (discussed|agreed|talked about|spoke about|talked through)',
    '(like|what|everything) we (have|) (discussed|agreed|talked about)',
    '(per|as per|following|further to) our (discussion|agreement|exchange)',
    'we (already|have|had|) (discussed|agreed) … (that|on|to|about|how|yesterday|last)',
  ],
  spoken: [
    'as we talked (about|through)',
    'as (we|) (discussed|agreed) … (phone|call|meeting|demo)',
    '(when|since|after|as) we (last|) (spoke|talked|met|chatted)',
    'we (spoke|talked|chatted|met) (yesterday|last|about|on|earlier|this|today|the)',
    '(thanks|thank you) (again|so much|very much|) for (the|our|a|your time on the|your time in the|taking the|joining the|taking my) … (call|phone|chat|conversation|meeting)',
    '(great|good|nice|lovely|pleasure|enjoyed) (to speak|to talk|to chat|speaking|talking|chatting) (with|to) you',
    '(following|following up on|further to|after) (yesterday|last week) (s|) (call|chat|conversation|meeting|demo)',
    "(yesterday's|last week's|this morning's|last month's) (call|chat|conversation|meeting|demo)",
    '(you|i) (told|said|mentioned|promised|asked|explained|shared|showed) … (on|in|during|at) (our|the|yesterday|last) … (call|phone|chat|conversation|meeting|demo)',
    'our (call|chat|conversation|meeting|demo|discussion) (yesterday|last|earlier|this morning|the other day)',
  ],
  conversation: [
    '(on|in|during|at|after|since|from|following|following up on|further to) our (last|recent|previous|first|) (call|phone call|chat|conversation|meeting|discussion|demo)',
  ],
  future: [
    "(will|would|shall|should|could|can|may|might|next|tomorrow|upcoming|i'll|we'll|you'll|i'd|we'd|you'd|let's|happy to|want to|like to|plan to|going to|looking forward|if|before)",
  ],
  ago: {
    'earlier today': [0, 0],
    'this morning': [0, 0],
    yesterday: [1, 1],
    "yesterday's": [1, 1],
    'the day before yesterday': [2, 2],
    'last week': [1, 13],
    "last week's": [1, 13],
    'last month': [1, 62],
    "last month's": [1, 62],
  },

  guarantee: [
    '(we|i) (can|will|do|personally|even|) (guarantee|promise you)',
    '(results|success|satisfaction|savings|delivery|quality|price) (is|are|) guaranteed',
    'guaranteed (results|savings|success|roi|return|returns|growth|delivery|improvement|to)',
    '(money back|satisfaction|price|best price|success|roi|lifetime|our) guarantee',
    'money back (period|policy|promise|if|within|for)',
    '(comes with|backed by|covered by) … guarantee',
  ],
  discount: [
    '(special|exclusive|limited|introductory|year end|end of year|end of quarter|christmas|holiday|black friday|launch|early bird|preferential|reduced|loyalty|extra|generous|attractive|personal|welcome) (discount*|pricing|price|rate|deal)',
    '(special|exclusive|limited|introductory|year end|end of year|black friday|early bird|christmas) offer',
    '(offer*|give|giving|grant|extend|apply|arrange|secure|include|prepared|approve*) … (you|your) … discount',
    "(i|we|i'll|we'll) (can|could|will|) (offer|give|apply|include|arrange|secure|grant|extend) (a|an|the|this|our) … discount",
    "you … (get|receive|qualify for|benefit from|enjoy|'re eligible for) … discount",
    '(at|for) (a|the) … (discount|discounted price|discounted rate)',
    'discount (for you|just for you|if you|when you|on your first|is yours)',
    '(your|a|the|our) (discounted|special) (price|rate)',
  ],
  free: [
    '(for free|free of charge|free of cost|at no cost|at no charge|on the house)',
    '(without|no) (any|extra|) charge',
    'at no (extra|additional|further) (cost|charge)',
    '(without|no) (extra|additional|) (cost|charge) (for|to) you',
    'free (trial|trials|month|months|setup|set up|onboarding|migration|upgrade|shipping|licence|license|licences|account|plan|tier|version|training|audit|analysis|pilot|sample|gift|support|installation|delivery)',
    '(#|a) (day|days|week|weeks|month|months) free',
    '(completely|totally|absolutely|entirely|forever) free',
    'no (set up|setup|onboarding|installation|cancellation|hidden|implementation) (fee|fees|cost|costs)',
    'complimentary (trial|month|setup|onboarding|licence|license|audit|upgrade|training|access)',
  ],
  urgent: [
    '(offer|deal|price|prices|pricing|discount|promotion|rate|terms) … (ends|end|expires|expire|valid until|closes|runs out|good until|holds until|good through|available until)',
    '(reserved|reserving|locked) … (until|till|through)',
    '(hold|holding|held|keep|keeping|guaranteed) (the|this|your|that) (price|offer|discount|rate|deal|terms|spot|seat|place)',
    '(last|final) chance',
    '(limited time|act now|hurry|while stocks last|this week only|today only|only today|only this week|before it is gone|before it expires)',
    '(only|just) … (spots|spot|places|seats|licences|licenses|slots) (left|remaining|available)',
    '(our|the|this) (price|prices|rates|pricing) … (go up|goes up|going up|rise|rises|increase|increases) (on|in|after|from|next|soon|tomorrow|at)',
    '(sign|order|buy|decide|commit) … (by|before) … to (get|secure|lock|keep|benefit)',
  ],
  denied: [
    "(no|not|never|can't|cannot|won't|don't|doesn't|isn't|without|whether|rather than|instead of)",
    '(you are|currently|already) (on|using|in)',
    "you're (on|using|in)",
    '(you|they|she|he) (asked|ask|wanted|mentioned|requested|wondered)',
    '(asked|asking|question|questions|request) (about|for|whether|if)',
    'your (customers|clients|guests|patients|students|shoppers|visitors|members|users|suppliers|competitors)',
    'free (on|at|tomorrow|next|this|after|before|between|any time|anytime|around|then|for a|later|today)',
  ],

  like: [
    '(just|exactly|much) (like|as)',
    '(companies|company|teams|customers|customer|clients|client|businesses|firms|brands|others|organisations|organizations|clinics|agencies|retailers|hotels|schools|practices|leaders) (like|such as|including)',
    '(we|i) (helped|did for)',
    '(used|chosen|loved|trusted) by',
    '(our|a) (customer|client)',
    '(as|what) we did (for|with|at)',
  ],
  results: [
    '(saw|cut|cuts|saved|saves|reduced|increased|doubled|tripled|halved|grew|gained|achieved|boosted|recovered|uses our|use our|chose us|switched to us|relies on us)',
  ],

  internal: [
    'lead (score|scores|scoring result|stage|status|record|profile|id)',
    "(you're|you are|as|marked as|listed as|rated) (a|an|) (hot|warm|cold|qualified|marketing qualified|sales qualified) lead",
    '(in|at|into|reached) (the|our|) (negotiation|qualification|qualified|prospecting|closing|nurturing|nurture) (stage|phase)',
    '(in|from|according to|on|into) (our|my|the) crm',
    '(your|the) crm (record|entry|profile|notes|status) ',
    '(our|the) (sales pipeline|sales funnel)',
    '(mql|sql|bant) (status|score|criteria)',
    'follow up (interval|type)',
  ],
  jargon: ['(your|the|these|those|any|main|key|biggest) pain (point|points)'],
  price: [
    '(price|cost|fee|rate|total|investment|licence|license|subscription|plan|package) … (is|are|was|would be|will be|comes to|of|starts at|amounts to)',
    "(costs|cost|priced at|we charge|you pay|you'll pay|you would pay|our price|our offer|our quote|for only|for just|on offer at)",
  ],
  reachMe: [
    '(call|reach|text|ring|contact|email|message|whatsapp|phone|write) (me|us|to me|to us)',
    '(my|our) (direct|mobile|phone|) (number|phone|mobile|line|cell|email|address|extension)',
    "(i'm|i am|we're|we are) (reachable|available|always|) (at|on|under)",
    '(reach|get) (me|us|through to me)',
  ],
};
