import type { Random } from '../../simulation/random.ts';

/** dockerd names containers that nobody named after a mood and somebody who mattered to science or computing. */
const ADJECTIVES = (
  'admiring adoring affectionate agitated amazing angry awesome beautiful blissful bold boring brave busy charming ' +
  'clever compassionate competent confident cool cranky crazy dazzling determined distracted dreamy eager ecstatic ' +
  'elastic elated elegant eloquent epic exciting fervent festive flamboyant focused friendly frosty funny gallant ' +
  'gifted goofy gracious great happy hardcore heuristic hopeful hungry infallible inspiring intelligent interesting ' +
  'jolly jovial keen kind laughing loving lucid magical modest musing mystifying naughty nervous nice nifty nostalgic ' +
  'objective optimistic peaceful pedantic pensive practical priceless quirky quizzical recursing relaxed reverent ' +
  'romantic sad serene sharp silly sleepy stoic strange stupefied suspicious sweet tender thirsty trusting unruffled ' +
  'upbeat vibrant vigilant vigorous wizardly wonderful xenodochial youthful zealous zen'
).split(' ');

const SURNAMES = (
  'agnesi albattani allen archimedes ardinghelli aryabhata austin babbage banach bardeen bartik bell bhabha bhaskara ' +
  'blackwell bohr booth borg bose boyd brahmagupta brattain brown carson chandrasekhar chatelet chaum clarke colden ' +
  'cori cray curie curran darwin davinci dijkstra dubinsky easley edison einstein elion engelbart euclid euler ' +
  'faraday fermat fermi feynman franklin galileo galois gates gauss germain goldberg goldstine goodall hamilton haslett ' +
  'hawking hellman heisenberg hermann heyrovsky hodgkin hofstadter hoover hopper hugle hypatia jackson jang jemison ' +
  'jennings jepsen johnson jones kalam kapitsa keller kepler khorana kilby kirch knuth kowalevski lalande lamarr ' +
  'lamport leakey leavitt lewin lichterman liskov lovelace lumiere mahavira maxwell mayer mccarthy mcclintock mclean ' +
  'meitner mendel mendeleev meninsky mestorf mirzakhani moore morse murdock neumann newton nightingale nobel noether ' +
  'northcutt noyce panini pare pascal pasteur payne perlman pike poincare poitras ptolemy raman ramanujan rhodes ride ' +
  'ritchie robinson roentgen rosalind rubin saha sammet shannon shaw shirley shockley sinoussi snyder spence stonebraker ' +
  'swanson swartz swirles tesla thompson torvalds turing varahamihira villani visvesvaraya volhard wescoff wilbur wiles ' +
  'williams wilson wing wozniak wright yalow yonath'
).split(' ');

const TRIES_MAX = 6;

/** A name that is not taken: after some tries, with a digit behind it. */
export function generateName(random: Random, isTaken: (name: string) => boolean): string {
  for (let tries = 0; ; tries++) {
    const adjective = ADJECTIVES[random.below(ADJECTIVES.length)] ?? '';
    const surname = SURNAMES[random.below(SURNAMES.length)] ?? '';
    const name = `${adjective}_${surname}${tries === 0 ? '' : random.below(10 ** Math.min(tries, TRIES_MAX))}`;
    if (!isTaken(name)) return name;
  }
}
