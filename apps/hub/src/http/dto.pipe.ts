import { KancaError } from '@kanca/core';
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { assertStorable } from './assert-storable.js';
import { checkDto, sentenceOf } from '../dto/check-dto.js';
import { fieldsOf, type DtoClass } from '../dto/field.js';

/**
 * Judges each body and each query by the DTO class that its parameter has, and makes an instance of it. Nest's own ValidationPipe would take the
 * members called `constructor` and `prototype` out of the data of an event.
 * @throws KancaError `invalid_request` with a sentence about each field that is wrong
 */
@Injectable()
export class DtoPipe implements PipeTransform {
  transform(given: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || !isDto(metatype)) return given;
    assertStorable(given);
    const { value, problems } = checkDto(metatype, given ?? {});
    if (problems !== null) throw new KancaError('invalid_request', sentenceOf(problems), { problems });
    return value;
  }
}

function isDto(metatype: ArgumentMetadata['metatype']): metatype is DtoClass {
  return metatype !== undefined && fieldsOf(metatype as DtoClass) !== undefined;
}
