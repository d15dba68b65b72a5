/**
 * A class whose members have decorators of class-validator, and whose constructor takes nothing: it describes the data of an event.
 * @example class OrderCreated { @IsString() id!: string; @IsInt() @Min(1) count!: number; }
 */
export type DataClass<T extends object = object> = new () => T;
