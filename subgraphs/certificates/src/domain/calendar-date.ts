export { addDays, isDate, isDay, isWithinReason } from '@intygsgraf/kernel/domain';
