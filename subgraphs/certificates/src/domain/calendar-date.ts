export { addDays, isDate } from '@intygsgraf/kernel/domain';
