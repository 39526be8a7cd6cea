import type { Part, Scripts } from '../script.ts';

const hello: Part = {
  inOrder: [
    'Hi {name}, this is {sender} from {team}.',
    'Hello, this is {sender} from {team}.',
    'Hi {name}, this is the {team} team.',
    'Hi {name}, this is {team}.',
    'Hello, this is the {team} team.',
    'Hi {name}, thanks for reading.',
    'Hello, thanks for reading.',
  ],
};
const hey: Part = {
  inOrder: [
    "Hi {name}, it's {sender} from {team}.",
    "Hello, it's {sender} from {team}.",
    "Hi {name}, it's the {team} team.",
    "Hi {name}, it's {team}.",
    "Hello, it's the {team} team.",
    'Hi {name}, a quick one.',
    'Hello, a quick one.',
  ],
};

export const whatsapp: Scripts = {
  draft: {
    title: {
      new: ['A first question about {interest}', 'A first question about {pain}', 'A first question'],
      qualified: ['Next step on {interest}', 'Next step for {company}', 'The next step'],
      proposal: ['Open points on {interest}', 'Open points for {company}', 'Open points'],
      customer: ['Checking in with {company}', 'Checking in about {interest}', 'Checking in'],
      cold: ['Back in touch about {interest}', 'Back in touch with {company}', 'Back in touch'],
      unknown: ['Following up on {interest}', 'Following up on {pain}', 'Following up'],
    },
    message: [
      [
        hello,
        {
          told: ['{occasion} {event}.', 'We are following up on our last {medium}, where {event}.'],
          touched: ['We are following up on our last {medium}.', 'We are following up with you.'],
          missed: ['We tried to reach you and did not get through.'],
          none: [
            'We would like to ask you something about {interests}.',
            'We would like to ask you something about your work.',
          ],
        },
      ],
      [
        [
          'We understand that you are dealing with {pains} at {company}, and we think {interests} would be worth a look.',
          'We understand that you are dealing with {pains}, and we think {interests} would be worth a look.',
          'We understand that you are dealing with {pains}, and we would like to hear more about it.',
          '{?event}We would be happy to tell you more about {interests}.',
          '{?medium}We would be happy to tell you more about {interests}.',
        ],
        {
          reply: {
            new: [
              'Are you looking into this at the moment?',
              'Is this something you are working on right now?',
            ],
            qualified: [
              'Is there anything you need to know for the next step?',
              'What would be a good next step for you?',
            ],
            proposal: [
              'Is there any open question we can answer?',
              'Is there anything you still need for your decision?',
            ],
            customer: [
              'Is everything working well for you so far?',
              'Is there anything you would like us to improve?',
            ],
            cold: ['Is this still interesting for you?', 'Would it make sense to talk about this again?'],
            unknown: [
              'Is there anything we can help you with?',
              'What would be most helpful for you right now?',
            ],
          },
          call: [
            'Could we have a {minutes}-minute call to {agenda}?',
            'Could we have a short call to {agenda}?',
            'Would you have time for a short call to {agenda}?',
          ],
          meeting: [
            'Could we meet for {minutes} minutes to {agenda}?',
            'Could we meet to {agenda}?',
            'Would you have time for a meeting to {agenda}?',
          ],
        },
        {
          reply: ['{callToAction}', 'Please let us know here.', 'You can answer here at any time.'],
          call: [
            '{callToAction}',
            'You can pick a time here: {bookingUrl}',
            'Please send us a time that suits you.',
            'Please tell us when we can call you.',
          ],
          meeting: [
            '{callToAction}',
            'You can pick a time here: {bookingUrl}',
            'Please send us a day and time that suit you.',
            'Please tell us which day would suit you.',
          ],
        },
      ],
    ],
  },
  refined: {
    title: {
      new: [
        'Quick question about {interest}',
        'Quick question about {pain}',
        'Quick question, {name}',
        'A quick question',
      ],
      qualified: ['Where to start with {interest}', 'Where should {company} start?', 'Where to start?'],
      proposal: ['{name}, anything still open?', 'Anything still open?'],
      customer: ["{name}, how's it going?", "How's it going at {company}?", "How's it going so far?"],
      cold: ['{name}, still on your list?', 'Still on your list?'],
      unknown: ['Quick question about {interest}', 'Quick question, {name}', 'A quick question'],
    },
    message: [
      [
        hey,
        {
          told: ['{occasion} {event}.', 'Coming back to our last {medium}: {event}.'],
          touched: [
            'Just picking up from our last {medium}.',
            'A short line after our last {medium}.',
            'Just picking up where we left off.',
          ],
          missed: ['We tried to reach you and missed you, so a short line instead.'],
          none: ["We'll keep this short.", 'Just one thing from us.'],
        },
      ],
      [
        {
          reply: {
            new: [
              '{bothPains}: which of these costs you more effort today?',
              'How do you handle {pain} today, and what would you change first?',
              'What got you interested in {interests}?',
              'What would you most like to get off your desk?',
            ],
            qualified: [
              'With {pains} in mind, where would you rather start: {either}?',
              'Where would you rather start: {either}?',
              'With {pains} in mind, does starting with {interest} sound right to you?',
              'Does starting with {interest} sound right to you?',
              'What would you change first about {pain}?',
              'What would the right first step look like for you?',
            ],
            proposal: [
              "What's still open on {interests} before you can decide?",
              "What's still open on your side before you can decide?",
            ],
            customer: [
              "How's it going with {pains}: better, or still a struggle?",
              'With {interests} on your list, what would you like to do first?',
              'What should work better for {company}?',
              'What should work better for you?',
            ],
            cold: [
              'Are you still thinking about {interest}, or should we let it rest?',
              'Are you still dealing with {pain}, or has that sorted itself out?',
              'Is this still on your list, or should we let it rest?',
            ],
            unknown: [
              '{bothPains}: which of these should we help with first?',
              'What would you change first about {pain}?',
              'What would you like to know about {interests}?',
              'What could we take off your desk?',
            ],
          },
          call: [
            'Some things are easier said than typed. Could we have a {minutes}-minute call about {interests}, to {agenda}?',
            'Some things are easier said than typed. Could we have a {minutes}-minute call to {agenda}?',
            'Some things are easier said than typed. Could we have a quick call about {interests}, to {agenda}?',
            'Rather than typing about {pains}, could we have a quick call to {agenda}?',
            'Some things are easier said than typed. Could we have a quick call to {agenda}?',
          ],
          meeting: [
            "Shall we meet for {minutes} minutes to {agenda}? We'd stick to {interests}.",
            "Shall we meet for {minutes} minutes to {agenda}? We'll keep it to the point.",
            "Shall we meet to {agenda}? We'd stick to {pains}, and bring in {interests} where it helps.",
            "Shall we meet to {agenda}? We'd stick to {interests}.",
            "Shall we meet to {agenda}? We'd stick to {pains}.",
            "Shall we meet to {agenda}? We'll keep it to the point.",
          ],
        },
        {
          reply: ['{callToAction}', 'A word or two is enough.', 'Just answer here, a word or two will do.'],
          call: [
            '{callToAction}',
            'Pick a time here: {bookingUrl}',
            "Tell us when suits you and we'll ring.",
            'When would suit you?',
          ],
          meeting: [
            '{callToAction}',
            'Pick a time here: {bookingUrl}',
            'Which day would suit you?',
            "Tell us which day suits you and we'll set it up.",
          ],
        },
        {
          new: [],
          qualified: [],
          proposal: [],
          customer: [],
          cold: ['A plain no is fine too.'],
          unknown: [],
        },
      ],
    ],
  },
};
