/** A beginning that stands for something said before. */
export const PRONOUN =
  /^(?:it|its|they|their|this|that|these|those|he|she|his|her|il|elle|ils|elles|ce|cette|cela|celui-ci|celle-ci|er|sie|es|dies\p{L}*|jene\p{L}*|ihr\p{L}*|sein\p{L}*|este|esta|esto|ello|su|sus|questo|questa|esso|essa|suo|sua)(?!\p{L})/iu;
