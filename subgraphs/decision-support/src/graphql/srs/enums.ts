import { registerEnumType } from 'type-graphql';
import { RiskLevel, RiskOpinion, RiskSituation } from '../../domain/srs/prediction.ts';
import { AdviceKind } from '../../domain/srs/support.ts';

registerEnumType(RiskLevel, {
  name: 'RiskLevel',
  description: 'How high a risk is (riskkategori).',
  valuesConfig: {
    MODERATE: { description: 'Måttlig: under 0.39.' },
    HIGH: { description: 'Hög: 0.39 to 0.62.' },
    VERY_HIGH: { description: 'Mycket hög: above 0.62.' },
  },
});
registerEnumType(RiskOpinion, {
  name: 'RiskOpinion',
  description: 'The doctor’s own view of a computed risk (egen bedömning).',
  valuesConfig: {
    HIGHER: { description: 'Högre.' },
    CORRECT: { description: 'Korrekt.' },
    LOWER: { description: 'Lägre.' },
    CANNOT_TELL: { description: 'Kan ej bedöma.' },
  },
});
registerEnumType(RiskSituation, {
  name: 'RiskSituation',
  description: 'When in the sick leave a risk is asked for (situation).',
  valuesConfig: {
    NEW: { description: 'Ny sjukskrivning.' },
    EXTENSION: {
      description: 'Förlängning: what is computed is indicative, as the models are for first certificates.',
    },
    LATE_EXTENSION: { description: 'Förlängning efter 60 dagar: nothing is computed, advice is given.' },
  },
});
registerEnumType(AdviceKind, {
  name: 'AdviceKind',
  description: 'What an advice is for (åtgärd).',
  valuesConfig: {
    OBS: { description: 'Tänk på att.' },
    REK: { description: 'Rekommenderad åtgärd.' },
    FRL: { description: 'Vid förlängning.' },
    REH: { description: 'För rehabkoordinatorer.' },
  },
});
