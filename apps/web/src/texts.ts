// Every word of the page.

const integer = new Intl.NumberFormat('en');

export const texts = {
  title: 'Skill-gap explorer',
  choose: {
    from: 'From',
    to: 'To',
    placeholder: 'A job title, or an O*NET-SOC code',
    clear: (label: string) => `Clear “${label}”`,
    alsoCalled: (title: string) => `also called ${title}`,
    unrated: 'not rated',
    searching: 'Searching …',
    searchFailed: 'The search did not work; type on to try again.',
    noneFound: (text: string) => `No occupation is like “${text}”.`,
    found: (shown: number, total: number) =>
      total > shown
        ? `${integer.format(shown)} of ${integer.format(total)}; type more to narrow it down`
        : `${integer.format(total)} found`,
  },
};
