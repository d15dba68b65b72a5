import { validate, type ValidationError } from 'class-validator';
import type { Member, MemberRule, Shape } from './shape.js';

/** Further problems would make the error longer than anybody reads. */
const MOST = 20;

const JUDGED = { forbidUnknownValues: true, stopAtFirstError: false } as const;

/** What does not fit, each with its path. Values are never repeated: any of them may be a secret. */
export async function problemsOf(shape: Shape, instance: object): Promise<readonly string[]> {
  const errors = await validate(instance, JUDGED);
  const problems = await Promise.all(errors.map((error) => problemsOfError(shape, error, `data.${error.property}`)));
  return [...problems.flat(), ...tooLarge(shape, instance, 'data')].slice(0, MOST);
}

async function problemsOfError(shape: Shape, error: ValidationError, path: string): Promise<readonly string[]> {
  const member = shape.members.find(({ name }) => name === error.property);
  if (member === undefined) return [`${path} is not expected`];
  const own = await problemsOfMember(shape, member, error, path);
  const inside = await problemsInside(member.nested ?? shape, error, path);
  return [...own, ...inside];
}

/** class-validator puts the entries of a list between the list and their members: `lines`, `2`, `sku`. */
async function problemsInside(shape: Shape, error: ValidationError, path: string): Promise<readonly string[]> {
  const found = (error.children ?? []).map(async (child) => {
    const below = `${path}.${child.property}`;
    if (!Array.isArray(error.value)) return problemsOfError(shape, child, below);
    return child.constraints === undefined ? problemsInside(shape, child, below) : [`${below} has to be an object`];
  });
  return (await Promise.all(found)).flat();
}

async function problemsOfMember(
  { dataClass }: Shape,
  member: Member,
  { constraints, value }: ValidationError,
  path: string,
): Promise<readonly string[]> {
  const failed = member.rules.filter(({ name }) => Object.hasOwn(constraints ?? {}, name));
  if (constraints === undefined) return [];
  if (value === undefined) return [missing(member, path)];
  // Without a rule of its own: the value of a nested member has no members at all.
  if (failed.length === 0) return [`${path} has to be ${Array.isArray(value) ? 'a list of objects' : 'an object'}`];
  const types = failed.filter(({ isType }) => isType);
  const told = types.length > 0 ? types.slice(0, 1) : failed;
  const texts = told.map(async (rule) =>
    rule.each && Array.isArray(value) ? entriesThatFail(dataClass, member, rule, value, path) : [sentence(rule, path)],
  );
  return (await Promise.all(texts)).flat();
}

function missing({ rules }: Member, path: string): string {
  const first = rules.find(({ isType }) => isType) ?? rules[0];
  return first === undefined ? `${path} is missing` : `${path} is missing: it ${first.expected}`;
}

function sentence({ expected, message }: MemberRule, path: string): string {
  return message === null ? `${path} ${expected}` : `${path}: ${message}`;
}

/** class-validator does not say which entry of a list is wrong: each is judged alone, once it is known that one is. */
async function entriesThatFail(
  dataClass: Shape['dataClass'],
  { name }: Member,
  rule: MemberRule,
  values: readonly unknown[],
  path: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [index, value] of values.entries()) {
    const alone = Object.assign(new dataClass(), { [name]: [value] });
    const errors = await validate(alone, JUDGED);
    const fails = errors.some(
      ({ property, constraints }) => property === name && Object.hasOwn(constraints ?? {}, rule.name),
    );
    if (fails) found.push(sentence(rule, `${path}.${String(index)}`));
    if (found.length === MOST) break;
  }
  return found;
}

/** `@IsInt()` takes 9007199254740992, which is what JavaScript makes of 9007199254740993, too. */
function tooLarge({ members }: Shape, instance: object, path: string): readonly string[] {
  return members.flatMap((member) => {
    const value: unknown = Reflect.get(instance, member.name);
    const isWhole = member.rules.some(({ name }) => name === 'isInt');
    const entries: readonly (readonly [string, unknown])[] = Array.isArray(value)
      ? value.map((entry: unknown, index) => [`${path}.${member.name}.${String(index)}`, entry] as const)
      : [[`${path}.${member.name}`, value]];
    return entries.flatMap(([place, entry]) => {
      if (isWhole && Number.isInteger(entry) && !Number.isSafeInteger(entry))
        return [`${place} has more digits than a JavaScript number keeps: @IsExactNumber() keeps them`];
      const { nested } = member;
      return nested !== null && entry instanceof nested.dataClass ? tooLarge(nested, entry, place) : [];
    });
  });
}
