/** The weights of nice values from -20 on (sched_prio_to_weight), of which cgroups have a hundredth of 1,024 each. */
const NICE_WEIGHTS = [
  88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904, 3906, 3121,
  2501, 1991, 1586, 1277, 1024, 820, 655, 526, 423, 335, 272, 215, 172, 137, 110, 87, 70, 56, 45, 36, 29, 23,
  18, 15,
];

/** cpu.weight.nice: the nice value whose weight is nearest. */
export function niceOf(weight: number): number {
  const wanted = (weight * 1024) / 100;
  const index = NICE_WEIGHTS.findIndex((each) => each <= wanted);
  const [above = 0, below = 0] = [NICE_WEIGHTS[index - 1], NICE_WEIGHTS[index]];
  if (index < 0) return 19;
  return index > 0 && above - wanted < wanted - below ? index - 21 : index - 20;
}
