import { describe, expect, it } from '@jest/globals';
import { ExactNumber, toId, type HandledEvent } from '@kanca/core';
import {
  Allow,
  ArrayMaxSize,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import type { DataClass } from '../data-class.js';
import { retryWishOf } from '../retry-errors.js';
import { dataReader } from './data-reader.js';
import { eventTypeOf } from './event-type-of.js';
import { IsExactNumber, Nested } from './index.js';

class Line {
  @IsString()
  @MinLength(2)
  sku!: string;

  @IsInt()
  @Min(1)
  @Max(99)
  count!: number;

  total(): string {
    return `${String(this.count)} x ${this.sku}`;
  }
}

class Customer {
  @IsEmail()
  mail!: string;
}

class Comment {
  @IsString()
  text!: string;

  @IsOptional()
  @Nested(() => Comment, { each: true })
  answers?: Comment[];
}

const TokenOfShop = ValidateBy({
  name: 'isTokenOfShop',
  async: true,
  validator: { validate: (value) => Promise.resolve(typeof value === 'string' && value.startsWith('shop_')) },
});

class Order {
  @IsExactNumber()
  id!: ExactNumber;

  @IsIn(['eur', 'chf'])
  currency!: string;

  @Nested(() => Line, { each: true })
  @ArrayMaxSize(3)
  lines!: Line[];

  // The compiler writes down of which class it is.
  @ValidateNested()
  customer!: Customer;

  @IsOptional()
  @IsString({ each: true })
  @MaxLength(5, { each: true })
  tags?: string[];

  @IsOptional()
  @TokenOfShop
  token?: string;

  @IsOptional()
  @Matches(/^\d+$/, { message: '$value is no number of a parcel' })
  parcel?: string;

  @Allow()
  note?: unknown;
}

const RIGHT = {
  id: 7,
  currency: 'eur',
  lines: [{ sku: 'ab', count: 2 }],
  customer: { mail: 'ada@example.com' },
};

function eventOf(json: string): HandledEvent {
  const id = toId('evt', '00000000-0000-7000-8000-000000000001');
  const time = new Date(0);
  return {
    id,
    tenant: 'default',
    provider: null,
    source: '/',
    type: 'acme.order.created',
    subject: null,
    time,
    receivedAt: time,
    datacontenttype: 'application/json',
    data: JSON.parse(json) as unknown,
    dataBytes: Buffer.from(json),
    traceparent: '',
    cause: null,
    depth: 0,
    idempotencyKey: 'key',
  };
}

async function read<T extends object>(dataClass: DataClass<T>, data: unknown): Promise<T> {
  const event = await dataReader(dataClass)(eventOf(typeof data === 'string' ? data : JSON.stringify(data)));
  return event.data as T;
}

async function refusalOf(dataClass: DataClass, data: unknown): Promise<Error> {
  try {
    await read(dataClass, data);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It was taken.');
}

describe('data that fits its class', () => {
  it('is an instance, and so are the objects inside of it', async () => {
    const order = await read(Order, RIGHT);
    expect(order).toBeInstanceOf(Order);
    expect(order.customer).toBeInstanceOf(Customer);
    expect(order.lines.map((line) => line.total())).toEqual(['2 x ab']);
  });

  it('has the members that the class describes, and no others: a provider may add some', async () => {
    const order = await read(Order, { ...RIGHT, colour: 'red', constructor: 1, note: { constructor: 1 } });
    expect(order).not.toHaveProperty('colour');
    expect(order.constructor).toBe(Order);
    expect(order.note).toEqual({ constructor: 1 });
  });

  it.each([
    ['9007199254740993', '9007199254740993'],
    ['10.00', '10.00'],
    ['7', '7'],
  ])('keeps the digits of %s where the class asks for it', async (written, text) => {
    const order = await read(Order, JSON.stringify(RIGHT).replace('"id":7', `"id":${written}`));
    expect(order.id).toEqual(new ExactNumber(text));
  });

  it('may have itself inside', async () => {
    const comment = await read(Comment, { text: 'a', answers: [{ text: 'b', answers: [{ text: 'c' }] }] });
    expect(comment.answers?.[0]?.answers?.[0]).toBeInstanceOf(Comment);
  });

  it('leaves the event as it is', async () => {
    const event = eventOf(JSON.stringify(RIGHT));
    const { data, ...others } = await dataReader(Order)(event);
    const { data: before, ...same } = event;
    expect(others).toEqual(same);
    expect(data).not.toBe(before);
  });
});

describe('data that does not fit its class', () => {
  it.each<[unknown, string]>([
    [{ ...RIGHT, currency: 'usd' }, 'data.currency has to be one of eur, chf'],
    [{ ...RIGHT, id: 'seven' }, 'data.id has to be a number'],
    [{ ...RIGHT, id: undefined }, 'data.id is missing: it has to be a number'],
    [{ ...RIGHT, customer: { mail: 'ada' } }, 'data.customer.mail has to be an e-mail address'],
    [{ ...RIGHT, customer: 'ada' }, 'data.customer has to be an object'],
    [{ ...RIGHT, lines: { sku: 'ab', count: 1 } }, 'data.lines has to be a list'],
    [{ ...RIGHT, lines: [RIGHT.lines[0], 5] }, 'data.lines.1 has to be an object'],
    [
      { ...RIGHT, lines: [RIGHT.lines[0], { sku: 'a', count: 1 }] },
      'data.lines.1.sku has to have at least 2 characters',
    ],
    [{ ...RIGHT, lines: [{ sku: 5, count: 1 }] }, 'data.lines.0.sku has to be a text'],
    [{ ...RIGHT, lines: [{ sku: 'ab', count: 100 }] }, 'data.lines.0.count has to be at most 99'],
    [{ ...RIGHT, lines: [1, 2, 3, 4].map(() => RIGHT.lines[0]) }, 'data.lines has to have at most 3 entries'],
    [{ ...RIGHT, tags: ['a', 5, 'c'] }, 'data.tags.1 has to be a text'],
    [{ ...RIGHT, tags: ['a', 'longer'] }, 'data.tags.1 has to have at most 5 characters'],
    [{ ...RIGHT, token: 'stolen' }, 'data.token has to pass isTokenOfShop'],
    [{ ...RIGHT, parcel: 'secret' }, 'data.parcel has to fit /^\\d+$/'],
    [[], 'data has to be an object'],
    ['"text"', 'data has to be an object'],
  ])('%j: %s', async (data, problem) => {
    expect((await refusalOf(Order, data)).message).toBe(`The data of the event is no Order: ${problem}.`);
  });

  it('names each place, is not tried again, and repeats no value', async () => {
    const error = await refusalOf(Order, { ...RIGHT, currency: 'my-secret', parcel: 'my-secret', token: 'my-secret' });
    expect(error.message.match(/data\.\w+/g)).toEqual(['data.currency', 'data.token', 'data.parcel']);
    expect(error.message).not.toContain('my-secret');
    expect(retryWishOf(error)).toBe('skip');
  });

  it('has a whole number that JavaScript would make another one of', async () => {
    class Counted {
      @IsInt()
      id!: number;
    }
    expect((await refusalOf(Counted, '{"id":9007199254740993}')).message).toContain(
      'data.id has more digits than a JavaScript number keeps: @IsExactNumber() keeps them',
    );
  });

  it('is told in twenty problems at most', async () => {
    const answers = Array.from({ length: 1_000 }, () => ({ text: 1 }));
    expect((await refusalOf(Comment, { text: 'a', answers })).message.split(';')).toHaveLength(20);
  });
});

describe('a class that describes nothing', () => {
  it('is refused when it is read', () => {
    class Empty {
      id!: string;
    }
    expect(() => dataReader(Empty)).toThrow('Empty has no member with a decorator of class-validator');
  });

  it('is refused inside of another one, with the decorator that is missing', () => {
    class Listed {
      @ValidateNested({ each: true })
      lines!: Line[];
    }
    expect(() => dataReader(Listed)).toThrow('Listed.lines is nested, and its class is not known: write @Nested(');
  });
});

describe('an event type from a class', () => {
  it('has the JSON Schema of what fits the class', () => {
    expect(eventTypeOf(Order, { type: 'acme.order.created', description: 'Somebody ordered.' })).toEqual({
      name: 'acme.order.created',
      description: 'Somebody ordered.',
      schema: {
        type: 'object',
        required: ['id', 'currency', 'lines', 'customer'],
        properties: {
          id: { type: 'number' },
          currency: { enum: ['eur', 'chf'] },
          lines: { type: 'array', maxItems: 3, items: { $ref: '#/$defs/Line' } },
          customer: { $ref: '#/$defs/Customer' },
          tags: { type: ['array', 'null'], items: { type: 'string', maxLength: 5 } },
          token: {},
          parcel: { type: ['string', 'null'], pattern: '^\\d+$' },
          note: {},
        },
        $defs: {
          Line: {
            type: 'object',
            required: ['sku', 'count'],
            properties: {
              sku: { type: 'string', minLength: 2 },
              count: { type: 'integer', minimum: 1, maximum: 99 },
            },
          },
          Customer: {
            type: 'object',
            required: ['mail'],
            properties: { mail: { type: 'string', format: 'email' } },
          },
        },
      },
    });
  });

  it('may have itself inside', () => {
    expect(eventTypeOf(Comment, { type: 'acme.comment' }).schema).toMatchObject({
      properties: { answers: { type: ['array', 'null'], items: { $ref: '#/$defs/Comment' } } },
      $defs: { Comment: { required: ['text'] } },
    });
  });
});
