import type { Pattern } from '../text/pattern.ts';
import { slips } from './slips.ts';

/** What the machinery around a model leaves in a text, in whichever language. */
export const traces: readonly Pattern[] = [
  {
    pattern:
      /<\/?(?:think|thinking|thought|thoughts|reasoning|reflection|scratchpad|analysis|answer|response|output|final|result|tool_call|tool_response|function_call|system|assistant|user|human|message|email|draft)>/gi,
    message: slips.thought,
  },
  { pattern: /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<<\/?SYS>>|◁\/?think▷/gi, message: slips.thought },
  {
    pattern:
      /^[ \t*_#]{0,6}(?:thought|thoughts|thinking|reasoning|chain of thought|final answer|assistant|human|user|system)[*_ \t]{0,3}:/gim,
    message: slips.thought,
  },
  {
    pattern:
      /[[(](?:note|nota|remarque|hinweis|anmerkung|observação) (?:to|for|para|à|pour|an|für) [^[\]()\n]{1,100}[\])]/gi,
    message: slips.afterword,
  },
  {
    pattern: /\[(?:note|nota|remarque|hinweis|anmerkung|observação) ?:[^[\]\n]{0,200}\]?/gi,
    message: slips.afterword,
  },
  {
    pattern:
      /(?<![\s\S])[\s"“*_]{0,6}(?:(?:okay|ok|alright|hmm|so|wait)[,.] {0,2}){0,2}(?:the user|el usuario|o usuário|l'utilisateur|der nutzer|der benutzer) (?:wants|asked|asks|needs|is asking|requested|quiere|pide|quer|pede|veut|demande|möchte|will)(?!\p{L})/giu,
    message: slips.thought,
  },
  {
    pattern:
      /(?<![\s\S])[\s"“*_¡]{0,6}(?:(?:claro(?: que sí)?|bien sûr|natürlich|gerne) ?[,!.] {0,2}¡?)?(?:aquí (?:tienes|tiene|está|va)|aqui (?:está|vai)|voici|voilà) ?:\s*\n/giu,
    message: slips.preamble,
  },
  {
    pattern:
      /^[\s*_([-]{0,8}(?:end of|fin del?|fim d[ao]|fin du|fin de l'|ende der) ?(?:e-?mail|message|draft|mensaje|correo|borrador|mensagem|rascunho|nachricht)(?=[\s*_)\]-]{0,8}$)/gimu,
    message: slips.afterword,
  },
];
