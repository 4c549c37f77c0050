/**
 * How a value is looked for. `name`: its words, and those beside each other. `address`: all its words beside each other,
 * where a number is among them. `number`: by its digits; `phone`: by its last digits too. `token`: as it is.
 */
export type OwnKind = 'name' | 'address' | 'number' | 'phone' | 'token';
