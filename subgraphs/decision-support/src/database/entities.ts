import { AccessLogEntity } from '@intygsgraf/kernel/server';
import { defineEntity, p } from '@mikro-orm/core';
import { DiagnosisCodeSystem, DiagnosisMarker } from '../domain/diagnosis.ts';
import { CdsCardEntity, CdsFeedbackEntity, CdsUsedTokenEntity } from './cds-hooks.ts';
import { DiagnosisTermEntity, DiagnosisWordEntity, SearchTermView, SearchWordView } from './search.ts';
import { RegisterImportEntity } from './import-runs.ts';
import { RegisterChangeEntity, RegisterEditionEntity, registerPolicies, RegisterEntryEntity } from './registers.ts';
import { RiskPredictionEntity } from './risk.ts';

/** Diagnosis (diagnos). */
export const DiagnosisEntity = defineEntity({
  name: 'Diagnosis',
  properties: {
    codeSystem: p.enum(() => DiagnosisCodeSystem).primary(),
    code: p.text().primary(),
    title: p.text(),
    /** Code of the wider diagnosis, in the same register. */
    parent: p.text().nullable(),
    marker: p.enum(() => DiagnosisMarker).nullable(),
    validFrom: p.date().nullable(),
    /** When an edition came that lacks it. */
    retiredOn: p.date().nullable(),
    /** Other names that the register gives it. */
    synonyms: p.array().default([]),
  },
  rowLevelSecurity: 'force',
  policies: registerPolicies('diagnosis'),
});

export const entities = [
  DiagnosisEntity,
  DiagnosisTermEntity,
  DiagnosisWordEntity,
  SearchTermView,
  SearchWordView,
  RegisterEditionEntity,
  RegisterEntryEntity,
  RegisterChangeEntity,
  RegisterImportEntity,
  RiskPredictionEntity,
  CdsCardEntity,
  CdsFeedbackEntity,
  CdsUsedTokenEntity,
  AccessLogEntity,
];
