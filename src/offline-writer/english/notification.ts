import type { ByAsk, Scripts } from '../script.ts';

const plainAction: ByAsk = {
  reply: ['Please reply when it suits you.', 'We look forward to your answer.'],
  call: ['Please suggest a time for a call.', 'Please tell us when we can call you.'],
  meeting: ['Please suggest a time to meet.', 'Please tell us when we could meet.'],
};
const action: ByAsk = {
  reply: ['One line is enough.', 'A one-line answer will do.'],
  call: ["Name a time and we'll call you.", 'When can we call you?'],
  meeting: ["Name a day and we'll set up a meeting.", 'Which day could we meet?'],
};

export const notification: Scripts = {
  draft: {
    title: {
      new: [
        'An introduction to {interest}',
        'We would like to get to know {company}',
        'We would like to hear from you',
      ],
      qualified: ['Your next step with {interest}', 'The next step for {company}', 'Your next step with us'],
      proposal: ['Your open questions on {interest}', 'Your open questions', 'Questions before you decide?'],
      customer: ['How are things at {company}?', 'A check-in about {interest}', 'How are things going?'],
      cold: ['Still interested in {interest}?', 'Still interested, {name}?', 'Are you still interested?'],
      unknown: ['A note about {interest}', 'A question for {company}', 'A question for you'],
    },
    message: [
      [
        {
          new: [
            'We would like to learn how you handle {pain} at {company}.',
            'We would like to learn how you handle {pain}.',
            'We would like to learn what {company} needs.',
            'We would like to learn what you need.',
          ],
          qualified: [
            'We would like to agree on the next step with {interest} for {company}.',
            'We would like to agree on the next step with {interest}.',
            'We would like to agree on the next step for {company}.',
            'We would like to agree on the next step with you.',
          ],
          proposal: [
            'We are happy to answer any open question about {interest} for {company}.',
            'We are happy to answer any open question about {interest}.',
            'We are happy to answer any open question before you decide.',
          ],
          customer: [
            'We would like to make sure that {company} gets what it needs from {interest}.',
            'We would like to make sure that {company} gets what it needs.',
            'We would like to make sure that you get what you need.',
          ],
          cold: [
            'We have not heard from you about {interest} and wanted to ask once more.',
            'We have not heard from you and wanted to ask once more.',
          ],
          unknown: [
            'We would like to help {company} with {pain}.',
            'We would like to help you with {pain}.',
            'We would like to tell you more about {interests}.',
            'We would like to know how we can help {company}.',
            'We would like to know how we can help you.',
          ],
        },
        plainAction,
      ],
    ],
  },
  refined: {
    title: {
      new: [
        '{name}, curious about {interest}?',
        '{name}, what would help you most?',
        'What would help you most?',
      ],
      qualified: [
        '{name}, start with {interest}?',
        'Start with {interest}?',
        '{name}, where to start?',
        'Where would you start?',
      ],
      proposal: [
        "{name}, what's still open on {interest}?",
        "{name}, what's still open?",
        "What's still open for you?",
      ],
      customer: ['{name}, what should work better?', 'What should work better for you?'],
      cold: [
        '{name}, still thinking about {interest}?',
        '{name}, still on your list?',
        'Is this still on your list?',
      ],
      unknown: ['{name}, about {interest}', '{name}, how can we help?', 'How can we help you?'],
    },
    message: [
      [
        {
          new: [
            '{bothPains}: which one weighs more on {company}?',
            'What would you change first about {pain} at {company}?',
            'What would you change first about {pain}?',
            'What would make {interest} worth your time?',
            "Tell us what you'd like to fix first at {company}.",
            "Tell us what you'd like to fix first.",
          ],
          qualified: [
            '{either}: what should come first for {company}?',
            '{either}: what should come first?',
            'What would {company} need to see before starting with {interest}?',
            'What would you need to see before starting with {interest}?',
            'What would a good first step look like for {company}?',
            'What would a good first step look like for you?',
          ],
          proposal: [
            "Name the one point on {interest} that still keeps {company} from deciding, and we'll clear it up.",
            "Name the one point that still keeps {company} from deciding, and we'll clear it up.",
            "Name the one point that still keeps you from deciding, and we'll clear it up.",
          ],
          customer: [
            'Are you getting on better with {pain} at {company}? We want to know either way.',
            "Tell us what's working at {company} and what isn't, and we'll act on it.",
            "Tell us what's working and what isn't, and we'll act on it.",
          ],
          cold: [
            'Should we keep {interest} open for {company}, or close the file? Both are fine.',
            'Should we keep this open for {company}, or close the file? Both are fine.',
            'Should we keep this open for you, or close the file? Both are fine.',
          ],
          unknown: [
            'What would you change first about {pain} at {company}?',
            'What would you change first about {pain}?',
            'What would you like to know about {interests}?',
            "Tell us what you're working on, and we'll tell you whether we can help.",
          ],
        },
        action,
      ],
    ],
  },
};
