import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'mongo:7.0.21' });
machine.start(['docker-entrypoint.sh', 'mongod']);
machine.advance(3);
const SEED = `
  db.items.drop();
  db.items.insertMany([
    { _id: 1, name: 'pen', price: 2, tags: ['a', 'b'], parts: [{ k: 1, v: 5 }, { k: 2, v: 9 }], size: { w: 3 } },
    { _id: 2, name: 'cup', price: 5, tags: ['b'], at: new Date('2024-05-06T07:08:09Z') },
    { _id: 3, name: 'Bag', price: 30, tags: [], note: null },
  ]);
  db.orders.drop();
  db.orders.insertMany([{ item: 1, n: 2 }, { item: 1, n: 3 }, { item: 2, n: 1 }]);
  const ids = (filter) => db.items.find(filter).map((each) => each._id).toArray();
  const one = (update, filter = { _id: 1 }) => { db.items.updateOne(filter, update); return db.items.findOne({ _id: 1 }, { _id: 0 }); };
  const all = (...stages) => db.items.aggregate(stages).toArray();
`;
const evaluated = (text: string): unknown =>
  JSON.parse(machine.run(['mongosh', '--quiet', '--eval', `${SEED}; JSON.stringify(${text})`]).stdout);

it.each<[string, unknown]>([
  ['ids({ price: { $gt: 2, $lte: 30 } })', [2, 3]],
  ["ids({ tags: 'b' })", [1, 2]],
  ["ids({ tags: { $all: ['a', 'b'] } })", [1]],
  ['ids({ tags: { $size: 0 } })', [3]],
  ["ids({ $or: [{ name: /^c/ }, { name: { $regex: 'BAG', $options: 'i' } }] })", [2, 3]],
  ['ids({ $nor: [{ price: 2 }, { price: 5 }] })', [3]],
  ['ids({ price: { $not: { $gte: 5 } } })', [1]],
  ['ids({ note: null })', [1, 2, 3]],
  ['ids({ note: { $exists: true } })', [3]],
  ["ids({ at: { $type: 'date' } })", [2]],
  ["ids({ 'size.w': 3 })", [1]],
  ["ids({ 'parts.v': { $gt: 8 } })", [1]],
  ['ids({ parts: { $elemMatch: { k: 1, v: { $gt: 8 } } } })', []],
  ["ids({ name: { $in: ['pen', /^B/] } })", [1, 3]],
  ['ids({ price: { $mod: [5, 0] } })', [2, 3]],
  ["ids({ $expr: { $gt: ['$price', { $multiply: [2, 10] }] } })", [3]],
  [
    'db.items.find({ _id: 1 }, { parts: { $slice: 1 }, tags: 0, size: 0 }).toArray()',
    [{ _id: 1, name: 'pen', price: 2, parts: [{ k: 1, v: 5 }] }],
  ],
  ["db.items.find({ _id: 1 }, { _id: 0, 'parts.k': 1 }).next()", { parts: [{ k: 1 }, { k: 2 }] }],
  ['db.items.find().sort({ price: -1 }).limit(2).map((each) => each.name).toArray()', ['Bag', 'cup']],
  ["db.items.distinct('tags')", ['a', 'b']],
  [
    "one({ $inc: { price: 3 }, $unset: { tags: '', parts: '' }, $rename: { size: 'box' } })",
    { name: 'pen', price: 5, box: { w: 3 } },
  ],
  ["one({ $push: { tags: { $each: ['c', 'd'], $position: 0, $slice: 3 } } }).tags", ['c', 'd', 'a']],
  ["one({ $addToSet: { tags: { $each: ['b', 'z'] } } }).tags", ['a', 'b', 'z']],
  ['one({ $pull: { parts: { v: { $gte: 9 } } } }).parts', [{ k: 1, v: 5 }]],
  ["one({ $set: { 'parts.$.v': 0 } }, { 'parts.k': 2 }).parts[1]", { k: 2, v: 0 }],
  ["one({ $inc: { 'parts.$[].v': 1 } }).parts.map((each) => each.v)", [6, 10]],
  ["one({ $min: { price: 1 }, $mul: { 'size.w': 4 } })['size']", { w: 12 }],
  ["one([{ $set: { total: { $add: ['$price', 1] } } }]).total", 3],
  [
    "db.items.updateOne({ name: 'new', k: { $gt: 1 } }, { $setOnInsert: { a: 1 }, $set: { b: 2 } }, { upsert: true }).upsertedCount",
    1,
  ],
  [
    "db.items.findOneAndUpdate({ _id: 2 }, { $inc: { price: 1 } }, { returnDocument: 'after', projection: { price: 1, _id: 0 } })",
    { price: 6 },
  ],
  ["db.items.replaceOne({ _id: 3 }, { name: 'x' }).modifiedCount + db.items.findOne({ _id: 3 }).name", '1x'],
  [
    "all({ $match: { price: { $lt: 10 } } }, { $group: { _id: null, n: { $sum: 1 }, avg: { $avg: '$price' }, names: { $push: '$name' } } })",
    [{ _id: null, n: 2, avg: 3.5, names: ['pen', 'cup'] }],
  ],
  [
    "all({ $unwind: '$tags' }, { $sortByCount: '$tags' })",
    [
      { _id: 'b', count: 2 },
      { _id: 'a', count: 1 },
    ],
  ],
  [
    "all({ $lookup: { from: 'orders', localField: '_id', foreignField: 'item', as: 'o' } }, { $project: { _id: 0, sold: { $sum: '$o.n' } } })",
    [{ sold: 5 }, { sold: 1 }, { sold: 0 }],
  ],
  [
    "all({ $project: { _id: 0, s: { $concat: [{ $toUpper: '$name' }, '-', { $toString: '$price' }] } } }, { $limit: 1 })",
    [{ s: 'PEN-2' }],
  ],
  [
    "all({ $addFields: { cheap: { $cond: [{ $lt: ['$price', 4] }, 'yes', 'no'] } } }, { $match: { cheap: 'yes' } }, { $count: 'n' })",
    [{ n: 1 }],
  ],
  [
    "all({ $match: { _id: 2 } }, { $project: { _id: 0, y: { $year: '$at' }, d: { $dateToString: { format: '%Y-%m', date: '$at' } } } })",
    [{ y: 2024, d: '2024-05' }],
  ],
  [
    "all({ $match: { _id: 1 } }, { $project: { _id: 0, big: { $filter: { input: '$parts', as: 'p', cond: { $gt: ['$$p.v', 6] } } }, ks: { $map: { input: '$parts', in: '$$this.k' } } } })",
    [{ big: [{ k: 2, v: 9 }], ks: [1, 2] }],
  ],
  [
    "all({ $bucket: { groupBy: '$price', boundaries: [0, 10, 50] } })",
    [
      { _id: 0, count: 2 },
      { _id: 10, count: 1 },
    ],
  ],
  [
    "all({ $facet: { n: [{ $count: 'c' }], top: [{ $sort: { price: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }] } })",
    [{ n: [{ c: 3 }], top: [{ _id: 3 }] }],
  ],
])('%s', (text, answer) => {
  expect(evaluated(text)).toEqual(answer);
});
