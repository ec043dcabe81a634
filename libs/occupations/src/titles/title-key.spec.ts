import { singular, titleWords } from './title-key';

it.each([
  ['Chief Executives', 'chief executive'],
  ['  Café   Manager ', 'cafe manager'],
  ['R&D Manager', 'r and d manager'],
  ['C++ Developer / C# Coder', 'c++ developer c# coder'],
  ["Police and Sheriff's Patrol Officers", 'police and sheriff s patrol officer'],
  ['“nur​ses”﻿', 'nurse'],
  ['ＲＮ', 'rn'],
  ['看護師', ''],
])('reads %j as the words %j', (title, words) => {
  expect(titleWords(title).join(' ')).toBe(words);
});

it.each([
  ['secretaries', 'secretary'],
  ['nurses', 'nurse'],
  ['glass', 'glass'],
  ['gas', 'gas'],
  ['ties', 'ty'],
  ['cars', 'car'],
  ['nurse', 'nurse'],
])('takes %j for %j', (word, base) => {
  expect(singular(word)).toBe(base);
});
