import { acuity, booleans, diabetesType, identity, licences, texts, valued } from './driving.ts';
import { all } from './parts.ts';

export const tsDiabetes2 = all(
  licences('1.1', 'intygAvser.korkortstyp', 'IAV'),
  identity('vardkontakt.idkontroll'),
  valued('35.1', 'year', 'diabetes.observationsperiod'),
  diabetesType('diabetes.diabetestyp'),
  valued('19.4', 'year', 'diabetes.insulinBehandlingsperiod'),
  valued('42.2', 'date', 'hypoglykemier.allvarligForekomstVakenTidObservationstid'),
  booleans(`
    19.1 diabetes.endastKost
    19.2 diabetes.tabletter
    19.3 diabetes.insulin
    36.1 hypoglykemier.kunskapOmAtgarder
    37.1 hypoglykemier.teckenNedsattHjarnfunktion
    38.1 hypoglykemier.saknarFormagaKannaVarningstecken
    39.1 hypoglykemier.allvarligForekomst
    40.1 hypoglykemier.allvarligForekomstTrafiken
    41.1 hypoglykemier.egenkontrollBlodsocker
    42.1 hypoglykemier.allvarligForekomstVakenTid
    43.1 syn.separatOgonlakarintyg
    44.1 syn.synfaltsprovningUtanAnmarkning
    6.1 syn.diplopi
    45.1 bedomning.lamplighetInnehaBehorighet
  `),
  texts(`
    19.5 diabetes.annanBehandlingBeskrivning
    39.2 hypoglykemier.allvarligForekomstBeskrivning
    40.2 hypoglykemier.allvarligForekomstTrafikBeskrivning
    34.1 bedomning.lakareSpecialKompetens
    32.1 kommentar
  `),
  acuity(1, ['syn.hoger', 'syn.vanster', 'syn.binokulart']),
  licences('33.1', 'bedomning.korkortstyp', 'VAR', 'bedomning.kanInteTaStallning'),
);

export const tsDiabetes3 = all(
  licences('1.1', 'intygAvser.kategorier', 'IAV'),
  identity('identitetStyrktGenom.typ'),
  valued('35.1', 'year', 'allmant.diabetesDiagnosAr'),
  diabetesType('allmant.typAvDiabetes'),
  valued('109.4', 'year', 'allmant.behandling.insulinSedanAr'),
  valued('106.2', 'date', 'hypoglykemier.aterkommandeSenasteTidpunkt'),
  valued('107.2', 'date', 'hypoglykemier.senasteTidpunktVaken'),
  valued('108.2', 'date', 'hypoglykemier.forekomstTrafikTidpunkt'),
  booleans(`
    109.1 allmant.behandling.endastKost
    109.2 allmant.behandling.tabletter
    109.3 allmant.behandling.insulin
    109.5 allmant.behandling.annanBehandling
    109.7 allmant.behandling.riskHypoglykemi
    41.1 hypoglykemier.egenkontrollBlodsocker
    37.1 hypoglykemier.nedsattHjarnfunktion
    100.1 hypoglykemier.sjukdomenUnderKontroll
    110.1 hypoglykemier.formagaVarningstecken
    106.1 hypoglykemier.aterkommandeSenasteAret
    107.1 hypoglykemier.aterkommandeSenasteKvartalet
    108.1 hypoglykemier.forekomstTrafik
    103.1 synfunktion.misstankeOgonsjukdom
    8.1 synfunktion.skickasSeparat
    45.1 bedomning.lampligtInnehav
  `),
  texts(`
    18.2 allmant.beskrivningAnnanTypAvDiabetes
    109.6 allmant.behandling.annanBehandlingBeskrivning
    32.1 ovrigt
    34.1 bedomning.borUndersokasBeskrivning
  `),
  acuity(2, ['synfunktion.hoger', 'synfunktion.vanster', 'synfunktion.binokulart']),
  licences('33.1', 'bedomning.uppfyllerBehorighetskrav', 'VAR'),
);

export const tsDiabetes4 = all(
  licences('1.1', 'intygAvser.kategorier', 'VAR'),
  identity('identitetStyrktGenom.typ'),
  valued('205.1', 'code', 'allmant.patientenFoljsAv'),
  valued('35.1', 'year', 'allmant.diabetesDiagnosAr'),
  diabetesType('allmant.typAvDiabetes'),
  valued('210.1', 'date', 'allmant.medicineringMedforRiskForHypoglykemiTidpunkt'),
  valued('106.2', 'date', 'hypoglykemi.aterkommandeSenasteAretTidpunkt'),
  valued('107.5', 'date', 'hypoglykemi.aterkommandeVaketSenasteTreTidpunkt'),
  valued('203.2', 'date', 'hypoglykemi.allvarligSenasteTolvManadernaTidpunkt'),
  booleans(`
    207.1 allmant.medicineringForDiabetes
    208.1 allmant.medicineringMedforRiskForHypoglykemi
    209.1 allmant.behandling.insulin
    209.2 allmant.behandling.tabletter
    209.3 allmant.behandling.annan
    200.1 hypoglykemi.kontrollSjukdomstillstand
    201.1 hypoglykemi.forstarRiskerMedHypoglykemi
    110.1 hypoglykemi.formagaKannaVarningstecken
    202.1 hypoglykemi.vidtaAdekvataAtgarder
    106.1 hypoglykemi.aterkommandeSenasteAret
    106.3 hypoglykemi.aterkommandeSenasteAretKontrolleras
    106.5 hypoglykemi.aterkommandeSenasteAretTrafik
    107.1 hypoglykemi.aterkommandeVaketSenasteTolv
    107.3 hypoglykemi.aterkommandeVaketSenasteTre
    203.1 hypoglykemi.allvarligSenasteTolvManaderna
    204.1 hypoglykemi.regelbundnaBlodsockerkontroller
    206.1 ovrigt.komplikationerAvSjukdomen
  `),
  texts(`
    18.2 allmant.beskrivningAnnanTypAvDiabetes
    209.4 allmant.behandling.annanAngeVilken
    200.2 hypoglykemi.kontrollSjukdomstillstandVarfor
    206.2 ovrigt.komplikationerAvSjukdomenAnges
    34.1 ovrigt.borUndersokasAvSpecialist
    32.1 bedomning.ovrigaKommentarer
  `),
  licences('33.1', 'bedomning.uppfyllerBehorighetskrav', 'VAR'),
);
