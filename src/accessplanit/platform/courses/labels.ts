/** SQL of the labels of a template's categories, as a JSON array. */
export const categoryLabels = `(SELECT json_group_array(category.label) FROM json_each(courseTemplate.categoryIds) AS chosen
  JOIN category ON category.id = chosen.value)`
