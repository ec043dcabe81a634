export { CompletionModule } from './completion.module';
export { CompletionService } from './completion.service';
export { LandedAnswersService } from './landed-answers.service';
