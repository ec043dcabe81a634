import type { LandedRow } from '@app/ingestion';
import {
  activityId,
  elementId,
  isMissing,
  MAX_DESCRIPTION,
  onetSocCode,
  optionalCount,
  optionalDecimal,
  optionalMonth,
  optionalText,
  optionalYesNo,
  requiredInteger,
  requiredText,
} from './fields';
import type { KnownKeys } from './known-keys';
import { RowRejection } from './row-rejection';
import { valueOnScale } from './value-on-scale';

type RequirementShape =
  | 'technology'
  | 'preparation'
  | 'preparationCategory'
  | 'task'
  | 'intermediateActivity'
  | 'detailedActivity'
  | 'taskActivity';

/** The rules for what occupations require beside ratings; see NORMALISE. */
export const REQUIREMENT_ROWS = {
  technology: (row: LandedRow<'technology'>, known: KnownKeys) => ({
    onetSocCode: known.occupation(onetSocCode(row.onetSocCode)),
    commodityCode: requiredText(row.commodityCode, 'Commodity Code', 20),
    example: requiredText(row.example, 'Example', 150),
    commodityTitle: optionalText(row.commodityTitle, 'Commodity Title', 150),
    hotTechnology: optionalYesNo(row.hotTechnology, 'Hot Technology'),
    inDemand: optionalYesNo(row.inDemand, 'In Demand'),
  }),

  preparation: (row: LandedRow<'preparation'>, known: KnownKeys) => ({
    onetSocCode: known.occupation(onetSocCode(row.onetSocCode)),
    elementId: known.element(elementId(row.elementId)),
    category: isMissing(row.category) ? 0 : requiredCategory(row.category),
    ...valueOnScale(row, known),
    n: optionalCount(row.n, 'N'),
    lowerCiBound: optionalDecimal(row.lowerCiBound, 'Lower CI Bound'),
    upperCiBound: optionalDecimal(row.upperCiBound, 'Upper CI Bound'),
    recommendSuppress: optionalYesNo(row.recommendSuppress, 'Recommend Suppress'),
    ...dated(row),
  }),

  preparationCategory: (row: LandedRow<'preparationCategory'>, known: KnownKeys) => {
    const scaleId = requiredText(row.scaleId, 'Scale ID', 3);
    known.scale(scaleId);
    return {
      elementId: known.element(elementId(row.elementId)),
      scaleId,
      category: requiredCategory(row.category),
      categoryDescription: requiredText(row.categoryDescription, 'Category Description', MAX_DESCRIPTION),
    };
  },

  task: (row: LandedRow<'task'>, known: KnownKeys) => {
    // Also where this row is rejected: the file is there, so a task must be in it.
    known.expectTasks();
    const normalised = {
      onetSocCode: known.occupation(onetSocCode(row.onetSocCode)),
      taskId: requiredTaskId(row.taskId),
      task: requiredText(row.task, 'Task', MAX_DESCRIPTION),
      taskType: optionalText(row.taskType, 'Task Type', 20),
      incumbentsResponding: optionalCount(row.incumbentsResponding, 'Incumbents Responding'),
      ...dated(row),
    };
    known.addTask(normalised.taskId, normalised.onetSocCode);
    return normalised;
  },

  intermediateActivity: (row: LandedRow<'intermediateActivity'>, known: KnownKeys) => ({
    iwaId: activityId(row.iwaId, 'IWA ID'),
    elementId: known.element(elementId(row.elementId)),
    iwaTitle: requiredText(row.iwaTitle, 'IWA Title', 250),
  }),

  detailedActivity: (row: LandedRow<'detailedActivity'>, known: KnownKeys) => {
    known.activities ??= new Set();
    const normalised = {
      dwaId: activityId(row.dwaId, 'DWA ID'),
      elementId: known.element(elementId(row.elementId)),
      iwaId: activityId(row.iwaId, 'IWA ID'),
      dwaTitle: requiredText(row.dwaTitle, 'DWA Title', 250),
    };
    known.activities.add(normalised.dwaId);
    return normalised;
  },

  taskActivity: (row: LandedRow<'taskActivity'>, known: KnownKeys) => {
    const code = known.occupation(onetSocCode(row.onetSocCode));
    return {
      onetSocCode: code,
      taskId: known.task(requiredTaskId(row.taskId), code),
      dwaId: known.activity(activityId(row.dwaId, 'DWA ID')),
      ...dated(row),
    };
  },
} satisfies { [S in RequirementShape]: (row: LandedRow<S>, known: KnownKeys) => object };

function dated(row: { readonly dateUpdated: string; readonly domainSource: string }) {
  return {
    dateUpdated: optionalMonth(row.dateUpdated, 'Date'),
    domainSource: optionalText(row.domainSource, 'Domain Source', 50),
  };
}

function requiredCategory(text: string): number {
  const category = requiredInteger(text, 'Category');
  if (category < 1) throw new RowRejection('Category', text, 'is not a number from 1');
  return category;
}

function requiredTaskId(text: string): number {
  const taskId = requiredInteger(text, 'Task ID');
  if (taskId < 1) throw new RowRejection('Task ID', text, 'is not a number from 1');
  return taskId;
}
