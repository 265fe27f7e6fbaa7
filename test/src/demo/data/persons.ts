import type { Person } from '../../counterparts/person-service/person.ts';

/** What holds for nearly everybody, written once. */
const ordinary = { protectedPerson: false, deceased: false, testIndicated: false } as const;

/**
 * Skatteverket's official test person numbers (nobody has them, nobody will) with names that nobody has either.
 * The list ends in 2005: there is no child on it, the youngest here is 20 (list read 2026-11-21).
 */
export const persons: readonly Person[] = [
  { personId: '195801263053', givenName: 'Sture', surname: 'Provsson', ...ordinary },
  { personId: '195809092652', givenName: 'Göran', surname: 'Exempelgren', ...ordinary },
  { personId: '196101242797', givenName: 'Kjell', surname: 'Låtsasson', ...ordinary },
  { personId: '196104153488', givenName: 'Birgitta', surname: 'Påhittsdotter', ...ordinary },
  { personId: '196201122808', givenName: 'Gunnel', surname: 'Övningsdal', ...ordinary },
  { personId: '196207213098', givenName: 'Roland', surname: 'Testberg', ...ordinary },
  { personId: '196404153832', givenName: 'Lennart', surname: 'Demolund', ...ordinary },
  { personId: '196503143254', givenName: 'Tommy', surname: 'Fiktivson', ...ordinary },
  { personId: '196506232880', givenName: 'Marita', surname: 'Sagostrand', ...ordinary },
  { personId: '196604072808', givenName: 'Annika', surname: 'Attrappström', ...ordinary },
  { personId: '196708282584', givenName: 'Helen', surname: 'Modellquist', ...ordinary },
  { personId: '197902069272', givenName: 'Fredrik', surname: 'Skisslund', ...ordinary },
  { personId: '197905209289', givenName: 'Jenny', surname: 'Mallberg', ...ordinary },
  { personId: '198102179291', givenName: 'Marcus', surname: 'Utkastsson', ...ordinary },
  { personId: '198206169289', givenName: 'Sofia', surname: 'Kulissgren', ...ordinary },
  { personId: '198405299291', givenName: 'Hemlige', surname: 'Skyddsson', ...ordinary, protectedPerson: true },
  { personId: '198506149882', givenName: 'Hemliga', surname: 'Skyddsdotter', ...ordinary, protectedPerson: true },
  { personId: '198605219990', givenName: 'Johan', surname: 'Replikvist', ...ordinary },
  { personId: '198802192388', givenName: 'Emelie', surname: 'Prototypsson', ...ordinary },
  { personId: '198909142393', givenName: 'Viktor', surname: 'Platshållare', ...ordinary },
  { personId: '199001182394', givenName: 'Simon', surname: 'Generalrepet', ...ordinary },
  { personId: '199101092386', givenName: 'Amanda', surname: 'Simulander', ...ordinary },
  { personId: '199301052396', givenName: 'Oskar', surname: 'Ritningsson', ...ordinary },
  { personId: '199501172382', givenName: 'Ebba', surname: 'Provspelare', ...ordinary },
  { personId: '199801242398', givenName: 'Elias', surname: 'Testbänk', ...ordinary },
  { personId: '200101172385', givenName: 'Wilma', surname: 'Övningskvist', ...ordinary },
  { personId: '200512302381', givenName: 'Tindra', surname: 'Testindikerad', ...ordinary, testIndicated: true },
  { personId: '194101157545', givenName: 'Astrid', surname: 'Minnesgren', ...ordinary, deceased: true },
  { personId: '194706112234', givenName: 'Evert', surname: 'Minneslund', ...ordinary, deceased: true },
  // Nationellt reservnummer, XXYYMMDDNNGC: born in 19xx (19 + 3 = 22), on 85-03-21, letters TP (never I, O, Q, V or W),
  // 8 for a woman. C: Luhn's check digit over all that comes before it, a letter as its ASCII code.
  { personId: '22850321TP84', givenName: 'Reserva', surname: 'Nummerström', ...ordinary },
];
