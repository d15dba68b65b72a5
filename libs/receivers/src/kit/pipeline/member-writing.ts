import { JsonPlaces, writeExactJson } from '@kanca/core';
import type { Payload } from '../parse/payload.js';

/** Writes what a receiver took out of a payload: what it left as it was in the spelling of the provider, numbers with their digits. */
export class MemberWriting {
  private places: JsonPlaces | undefined;

  /** @param body whose text the payload was read from, where its JSON is the body itself */
  constructor(
    private readonly payload: Payload,
    private readonly body: Buffer,
  ) {}

  /** The JSON of `data`, which may hold members of the payload at any depth. */
  bytesOf(data: unknown): Buffer {
    return Buffer.from(writeExactJson(data, { textOf: (value) => this.placesOfPayload().textOf(value) }));
  }

  private placesOfPayload(): JsonPlaces {
    const { json, value } = this.payload;
    this.places ??= new JsonPlaces((json === 'raw' ? this.body : json).toString('utf8'), value);
    return this.places;
  }
}
