import { Injectable, type PipeTransform } from '@nestjs/common';
import { assertStorable } from './assert-storable.js';

/** For a body that code reads by hand: it is refused only when it could not be stored. */
@Injectable()
export class StorablePipe implements PipeTransform {
  transform(given: unknown): unknown {
    assertStorable(given);
    return given ?? {};
  }
}
