import type { ByAsk, Scripts } from '../script.ts';

const plainAction: ByAsk = {
  reply: ['Write to us to learn more.', 'Send us a message to find out.'],
  call: ['Ask us for a call.', 'Request a call from our team.'],
  meeting: ['Ask us for a meeting.', 'Request a meeting with our team.'],
};
const action: ByAsk = {
  reply: ['Ask us anything.', "Send us your question, we'll answer it."],
  call: ["Pick a time, we'll call.", "Tell us when, and we'll call you."],
  meeting: ["Pick a day, let's meet.", "Tell us which day, and we'll meet."],
};

export const web: Scripts = {
  draft: {
    title: {
      new: [
        'Learn more about {interest} for {company}',
        'Learn more about {interest}',
        'Learn more about what we do',
      ],
      qualified: [
        '{interest} for {company}',
        'Take the next step with {interest}',
        'Take the next step with us',
      ],
      proposal: ['Questions about {interest}?', 'Questions before you decide?'],
      customer: ['More from {interest} for {company}', 'More for {company}', 'Get more from what you have'],
      cold: ['Another look at {interest}?', 'Good to see you again, {name}', 'Good to see you again'],
      unknown: ['Find out more about {interest}', 'Find out more about {team}', 'Find out more about us'],
    },
    message: [
      [
        {
          new: [
            'Find out what {interests} could do for {pain}.',
            'Find out what {interests} could do for {company}.',
            'Find out what {interests} could do for you.',
            'Find out how we could help {company}.',
            'Find out how we could help you.',
          ],
          qualified: [
            'See how {interests} could fit in at {company}.',
            'See how {interests} could fit in with your work.',
            'See what a first step could look like for {company}.',
            'See what a first step could look like for you.',
          ],
          proposal: [
            'We can answer your open questions about {interests}.',
            'We can answer your open questions before you decide.',
          ],
          customer: [
            'See what else {interests} could do for {company}.',
            'See what else {interests} could do for you.',
            'See what else we could do for {company}.',
            'See what else we could do for you.',
          ],
          cold: [
            'If you are dealing with {pain} again, we are happy to help.',
            'If you are thinking about {interest} again, we are happy to help.',
            'If the topic comes up again, we are happy to help.',
          ],
          unknown: [
            'See how {interests} could help you with {pain}.',
            'See how {interests} could help {company}.',
            'See how {interests} could help you.',
            'See how we could help you with {pain}.',
            'See how we could help you.',
          ],
        },
        plainAction,
      ],
    ],
  },
  refined: {
    title: {
      new: [
        'How do you handle {pain} today?',
        '{interest}: worth a look, {name}?',
        'What would you fix first, {name}?',
        'What would you fix first?',
      ],
      qualified: [
        'Still dealing with {pain}?',
        'A first step with {interest}',
        '{name}, ready for a first step?',
        'Ready for a first step?',
      ],
      proposal: [
        '{name}, one question left on {interest}?',
        'One question left, {name}?',
        'One question left before you decide?',
      ],
      customer: [
        '{name}, what should {company} get next?',
        'What would you like next, {name}?',
        'What would you like next?',
      ],
      cold: [
        'Welcome back, {name}. Still dealing with {pain}?',
        'Welcome back, {name}. Still curious?',
        'Welcome back. Still curious?',
      ],
      unknown: ['Dealing with {pain}?', 'Curious about {interest}?', 'What can we help you with?'],
    },
    message: [
      [
        {
          new: [
            "You came for {interests}. Tell us about {company} and we'll tell you where it fits.",
            "You came for {interests}. Tell us what you need and we'll tell you where it fits.",
            "Tell us what {company} is working on. We'll say honestly whether we can help.",
            "Tell us what you're working on. We'll say honestly whether we can help.",
          ],
          qualified: [
            '{either}: see which should come first for {company}.',
            '{either}: see which should come first.',
            'See what starting with {interest} would look like at {company}.',
            'See what starting with {interest} would look like for you.',
            'See what a first step would look like at {company}.',
            'See what a first step would look like for you.',
          ],
          proposal: [
            'Get the last open point on {interest} cleared up before {company} decides.',
            'Get the last open point on {interest} cleared up before you decide.',
            'Get the last open point cleared up before you decide.',
          ],
          customer: [
            "You know us already. Let's see what {interests} could add at {company}.",
            "You know us already. Let's see what {interests} could add.",
            "You know us already. Let's see what would help {company} next.",
            "You know us already. Let's see what would help next.",
          ],
          cold: [
            'No need to start over: come back to {interests} whenever it suits {company}.',
            "No need to start over. We'll pick {interest} up where you left it.",
            "No need to start over. We'll pick up where you left off.",
          ],
          unknown: [
            "Tell us where {company} stands with {interests} and we'll point you to what matters.",
            "Tell us where you stand with {interests} and we'll point you to what matters.",
            "Tell us where you stand and we'll point you to what matters.",
          ],
        },
        action,
      ],
    ],
  },
};
