import type { OwnGuidance } from './own-guidance.ts';

/** S to Z of the guidance that the project carries; `../own.ts` says what it is. */
export const S: readonly OwnGuidance[] = [
  {
    id: '216',
    title: 'Traumatisk hjärnskada (inklusive hjärnskakning)',
    updatedOn: '2010-06-01',
    codes: 'S06',
    cases: '217: 4 wk; 218: 12 mo',
    impairment:
      'b110 b117 b130 b134 b140 b144 b152 b156 b160 b164 b167 b210 b230 b240 b255 b280 b3 b730 b735 b755 b760 / b235',
    limitation:
      'd160 d166 d170 d175 d177 d220 d230 d240 d330 d350 d415 d430 d440 d445 d450 d455 d470 d475 d720 d740 / d155 d360 d410 d710',
    page: 'traumatisk-hjarnskada-inklusive-hjarnskakning/216',
  },
  {
    id: '188',
    title: 'Frakturer och luxationer i ryggraden',
    updatedOn: '2007-10-01',
    codes: 'S12 S130 S131 S132 S133 S220 S221 S230 S231 S232 S330 S331 S332',
    cases:
      '189: 6 wk S12 S220 S221; 190: 3 mo S12 S220 S221; 191: 4 mo S12 S220 S221; 192: - S12 S220 S221; 193: 4 mo S130 S131 S132 S133 S230 S231 S232 S330 S331 S332; 194: - S130 S131 S132 S133 S230 S231 S232 S330 S331 S332',
    impairment:
      'b260 b265 b280 b455 b525 b610 b620 b710 b715 b730 b740 b750 b760 b770 b780 b810 / b126 b130 b134 b152 b270 b420 b440 b445 b530 b820',
    limitation: 'd230 d410 d415 d430 d450 d451 d455 d510 d530 d540 / d240 d360 d465 d470 d475 d630 d640 d650',
    page: 'frakturer-och-luxationer-i-ryggrad/188',
  },
  {
    id: '204',
    title: 'Distorsion i halskotpelaren (inklusive Whiplash-skada)',
    updatedOn: '2007-10-01',
    codes: 'S134',
    cases: '205: 1 wk; 206: 6 wk',
    impairment: 'b134 b152 b160 b164 b280 b455 b710 b730 b735 b740 / b130 b140 b144 b156',
    limitation: 'd240 d415 d430 / d160 d230 d410 d445 d455 d475',
    page: 'distorsion-i-halskotpelaren-inklusive-whiplash-skada/204',
  },
  {
    id: '223',
    title: 'Skador på nedre extremiteten (frakturer, luxationer, distorsioner, sårskador)',
    updatedOn: '2010-06-01',
    codes: 'S30 S70 S80 S90 S73 S83 S93 S32 S72 S82 S92',
    cases:
      '224: 0 d; 225: 3 wk S30 S70 S80 S90; 226: 3 wk S73 S83 S93; 227: 3 wk S32 S72 S82 S92; 228: 6 wk S30 S70 S80 S90; 229: 6 wk S73 S83 S93; 230: 4 mo S83; 231: 4 mo S32 S72 S82 S92; 232: 12 mo S32 S72 S82 S92',
    impairment: 'b130 b134 b280 b710 b730 / b740',
    limitation: 'd410 d415 d430 d445 d450 d451 d455 d465 / d240 d470 d475 d530 d540',
    page: 'skador-pa-nedre-extremiteten-frakturer-luxationer-distorsioner-sarskador/223',
  },
  {
    id: '198',
    title: 'Skada på övre extremiteten (sårskada, luxation, distorsion och fraktur)',
    updatedOn: '2007-10-01',
    codes: 'S40 S50 S60 S53 S63 S434 S42 S52 S62 S430',
    cases: '199: 3 wk S40 S50 S60; 200: 3 wk S53 S63; 201: 4 mo S434; 202: 4 mo S430; 203: 4 mo S42 S52 S62',
    impairment: 'b260 b265 b280 b415 b710 b715 b730 b740 b760 b780 / b130 b134 b270 b810 b820',
    limitation: 'd170 d360 d430 d440 d445 / d230 d475 d510 d530 d540 d550 d630 d640 d650',
    page: 'skada-pa-ovre-extremiteten-sarskada-luxation-distorsion-och-fraktur/198',
  },
  {
    id: '207',
    title: 'Sårskada på hand, handled och underarm',
    updatedOn: '2007-10-01',
    codes: 'S51 S61',
    cases: '208: 0 d S51; 209: 2 wk S51; 210: 3 mo S51; 212: 0 d S61; 213: 2 wk S61; 214: 3 mo S61',
    impairment: 'b260 b265 b270 b280 b710 b730 b740 b760 b810 b820 / b130 b134 b415 b715',
    limitation: 'd170 d230 d360 d430 d440 d445 / d475 d510 d530 d540 d550 d630 d640 d650',
    page: 'sarskada-pa-hand-handled-och-underarm/207',
  },
  {
    id: '184',
    title: 'Distal radiusfraktur',
    updatedOn: '2010-06-01',
    codes: 'S525',
    cases: '185: 5 wk; 186: 7 wk; 187: 12 wk',
    impairment: 'b280 b710 b715 b730 b740 b760 b780 / b130 b134 b260 b265 b270 b415 b810 b820',
    limitation: 'd170 d360 d430 d440 d445 / d230 d475 d510 d530 d540 d550 d630 d640 d650',
    page: 'distal-radiusfraktur/184',
  },
  {
    id: '220',
    title: 'Akillesruptur, gastrocnemius-skada',
    updatedOn: '2007-10-01',
    codes: 'S860 S861',
    cases: '221: 2 wk S860; 222: 14 wk S860; 222000: 2 wk S861; 222001: 10 wk S861',
    impairment: 'b260 b280 b455 b710 b715 b730 b740 b770 / b130 b134',
    limitation: 'd410 d415 d430 d445 d450 d451 d455 d465 d475 / d240',
    page: 'akillesruptur-gastrocnemius-skada/220',
  },
];
